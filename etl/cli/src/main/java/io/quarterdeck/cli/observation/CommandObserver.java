package io.quarterdeck.cli.observation;

import java.util.Optional;

/** Receives the events of one command. Thread-safe. */
public interface CommandObserver {
  /** A step of the command begins. */
  StepObserver stepStarted(String name);

  /**
   * The command was refused or failed.
   *
   * @param code the kind of the error: {@code failed}, {@code usage} or {@code defect}
   * @param number the number of the message, if the catalogue contains it
   * @param message the complete message
   */
  void failed(String code, Optional<String> number, String message);

  /** Ctrl-C or SIGTERM ends the process. No other event follows. */
  void interrupted(String message);

  /** The command has ended. No other event follows. */
  void ended(int exitCode);
}
