package io.quarterdeck.local.databricks.runs;

/** A task could not be started because of its cluster or its libraries. */
final class SetupFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final RunOutcome outcome;

  SetupFailure(RunOutcome outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  RunOutcome outcome() {
    return outcome;
  }
}
