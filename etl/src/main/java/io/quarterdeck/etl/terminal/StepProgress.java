package io.quarterdeck.etl.terminal;

/** The progress of one step, from its start to its end. */
public interface StepProgress extends Progress, AutoCloseable {
  /** Ends the step well, with a line that stays: its name, its time, and what came out. */
  void done(String outcome);

  /** Ends the step with a refusal: the same line with another mark. The error follows. */
  void refused(String outcome);

  /** Ends the step without a word, if it has not been ended: whatever failed says so itself. */
  @Override
  void close();
}
