package io.quarterdeck.local.databricks.runs;

/** A task could not be started because of its cluster or its libraries. */
final class SetupFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final RunEnd outcome;

  SetupFailure(RunEnd outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  RunEnd outcome() {
    return outcome;
  }
}
