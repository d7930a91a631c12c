package io.quarterdeck.cli.observation;

/** Receives the events of one command. Thread-safe. */
public interface CommandObserver {
  /** A step of the command begins. */
  StepObserver stepStarted(String name);

  /**
   * The command was refused or failed.
   *
   * @param code the kind of the error: {@code failed}, {@code usage} or {@code defect}
   * @param message the complete message
   */
  void failed(String code, String message);

  /** Ctrl-C or SIGTERM ends the process. No other event follows. */
  void interrupted(String message);

  /** The command has ended. No other event follows. */
  void ended(int exitCode);
}
