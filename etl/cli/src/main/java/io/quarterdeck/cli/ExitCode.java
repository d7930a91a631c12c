package io.quarterdeck.cli;

import io.quarterdeck.loader.failure.Failure;
import picocli.CommandLine.ParameterException;

/**
 * The exit codes of commands, and the mapping from exceptions to exit codes. If a signal ends the
 * process, the JVM sets the exit code: 130 for Ctrl-C, 143 for SIGTERM. README.md lists all codes.
 */
public final class ExitCode {
  /** The command refused its input, or it failed. */
  public static final int FAILED = 1;

  /** The arguments are invalid. */
  public static final int USAGE = 2;

  /**
   * {@code doctor} or {@code ci retirements} found warnings only; {@code upgrade-check} found
   * differences.
   */
  public static final int DIFFERENT = 3;

  /** Quarterdeck has a defect. */
  public static final int DEFECT = 70;

  private ExitCode() {}

  /** Returns the exit code of a command that threw this exception. */
  static int of(Exception thrown) {
    if (thrown instanceof ParameterException) {
      return USAGE;
    }
    return thrown instanceof Failure ? FAILED : DEFECT;
  }
}
