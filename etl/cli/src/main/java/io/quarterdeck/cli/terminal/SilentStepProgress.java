package io.quarterdeck.cli.terminal;

import io.quarterdeck.loader.progress.SilentProgress;

/** Progress of a step that shows nothing. */
final class SilentStepProgress extends SilentProgress implements StepProgress {
  @Override
  public void done(String outcome) {}

  @Override
  public void refused(String outcome) {}

  @Override
  public void close() {}
}
