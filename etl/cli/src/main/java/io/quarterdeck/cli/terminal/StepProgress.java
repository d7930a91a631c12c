package io.quarterdeck.cli.terminal;

import io.quarterdeck.loader.progress.Progress;

/** The progress of one step, from its start to its end. */
public interface StepProgress extends Progress, AutoCloseable {
  /** Ends a successful step with a permanent line: its name, its outcome and its time. */
  void done(String outcome);

  /**
   * Ends a step that rejected its input, with the same line and another mark. The error follows.
   */
  void refused(String outcome);

  /** Ends the step without a message, if it has not ended. The failure is reported separately. */
  @Override
  void close();
}
