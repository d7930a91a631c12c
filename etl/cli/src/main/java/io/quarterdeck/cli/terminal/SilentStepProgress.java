package io.quarterdeck.cli.terminal;

import io.quarterdeck.loader.progress.SilentProgress;

/** Ignores the progress of a step. */
final class SilentStepProgress extends SilentProgress implements StepProgress {
  @Override
  public void done(String outcome) {}

  @Override
  public void refused(String outcome) {}

  @Override
  public void close() {}
}
