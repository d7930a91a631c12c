package io.quarterdeck.cli.observation;

/** Receives the events of one step. Thread-safe. */
public interface StepObserver {
  /** How a step ended. */
  enum Outcome {
    /** It did its work. */
    DONE,
    /** It rejected its input. */
    REFUSED,
    /** It ended without a result. If it failed, an event of the command has the message. */
    ENDED
  }

  /** A phase of the step begins. */
  void phase(String what);

  /** Something that a reader of the log should know. */
  void note(String line);

  /**
   * The step has ended. No other event of the step follows.
   *
   * @param message the result; empty if there is none
   * @param counts the rows that the step processed
   */
  void ended(Outcome outcome, String message, RowCounts counts);
}
