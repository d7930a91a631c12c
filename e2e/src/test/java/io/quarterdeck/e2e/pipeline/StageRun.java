package io.quarterdeck.e2e.pipeline;

import java.util.List;

/**
 * What became of a stage.
 *
 * @param steps the lines of its steps that were run, in order
 */
record StageRun(String name, Outcome outcome, List<StepRun> steps) {
  /** As Azure names them. */
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

  /** The run of a script: its name and arguments, as in {@code preview dev}. */
  StepRun step(String words) {
    return steps.stream()
        .filter(step -> step.line().endsWith("/" + words))
        .findFirst()
        .orElseThrow(() -> new AssertionError(words + " was not run: " + this));
  }

  /** As {@code preview: pipelines/scripts/preview dev 0, …}: what failed says why. */
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
