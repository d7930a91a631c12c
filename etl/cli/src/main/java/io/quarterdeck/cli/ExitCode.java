package io.quarterdeck.cli;

import io.quarterdeck.loader.failure.Failure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/**
 * The exit codes of commands, and the mapping from exceptions to exit codes. This is the only list:
 * the help prints it, and a test compares it with docs/command-line.md. If a signal ends the
 * process, the JVM sets the exit code to 128 and the signal's number.
 */
public enum ExitCode {
  /** The command succeeded. */
  DONE(0, "done"),

  /** The command refused its input, or it failed. */
  FAILED(1, "refused or failed; the message gives the cause and the fix"),

  /** The arguments are invalid. */
  USAGE(2, "wrong usage: an argument is missing or invalid"),

  /** {@code doctor} or {@code ci retirements} found warnings; {@code upgrade-check} differences. */
  DIFFERENT(3, "doctor, ci retirements: warnings only; upgrade-check: differences"),

  /** Quarterdeck has a defect. */
  DEFECT(70, "a defect in Quarterdeck; report it together with the output"),

  /** Ctrl-C ended the process. */
  INTERRUPTED(130, "interrupted by Ctrl-C"),

  /** SIGTERM ended the process. */
  TERMINATED(143, "ended by SIGTERM");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the exit code of the process. */
  public int code() {
    return code;
  }

  /** Returns what the code means, for the help. */
  public String meaning() {
    return meaning;
  }

  /** Returns the exit code of a command that threw this exception. */
  static ExitCode of(Exception thrown) {
    if (thrown instanceof ParameterException) {
      return USAGE;
    }
    return thrown instanceof Failure ? FAILED : DEFECT;
  }

  /** Returns all codes and their meanings, for the help. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode each : values()) {
      meanings.put(Integer.toString(each.code), each.meaning);
    }
    return Collections.unmodifiableMap(meanings);
  }
}
