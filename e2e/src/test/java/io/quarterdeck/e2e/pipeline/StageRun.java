package io.quarterdeck.e2e.pipeline;

import java.util.List;

/**
 * The result of a stage.
 *
 * @param steps the lines that were run, in order
 */
record StageRun(String name, Outcome outcome, List<StepRun> steps) {
  /** The results, with Azure's names. */
  enum Outcome {
    SUCCEEDED,
    FAILED,
    SKIPPED
  }

  static StageRun skipped(String name) {
    return new StageRun(name, Outcome.SKIPPED, List.of());
  }

  boolean succeeded() {
    return outcome == Outcome.SUCCEEDED;
  }

  /** Returns the run of a script by its name and arguments, for example {@code preview dev}. */
  StepRun step(String arguments) {
    return steps.stream()
        .filter(step -> step.line().endsWith("/" + arguments))
        .findFirst()
        .orElseThrow(() -> new AssertionError(arguments + " was not run: " + this));
  }

  /**
   * Returns, for example, {@code preview: ci/scripts/preview dev 0, …}, with the error of a failed
   * step.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name + " " + outcome);
    for (StepRun step : steps) {
      text.append("\n  ").append(step.exitCode()).append(' ').append(step.line());
      if (!step.succeeded()) {
        text.append("\n").append(step.out()).append(step.error());
      }
    }
    return text.toString();
  }
}
