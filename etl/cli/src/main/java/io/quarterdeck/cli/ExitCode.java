package io.quarterdeck.cli;

/** The exit codes of commands. README.md lists them. */
public final class ExitCode {
  /** The command refused its input, or it failed. */
  public static final int FAILED = 1;

  /** The arguments are invalid. */
  public static final int USAGE = 2;

  /** {@code doctor} found warnings only; {@code upgrade-check} found differences. */
  public static final int DIFFERENT = 3;

  /** Quarterdeck has a defect. */
  public static final int DEFECT = 70;

  private ExitCode() {}
}
