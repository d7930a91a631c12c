package io.quarterdeck.local.process;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs other programs. */
public final class Processes {
  private Processes() {}

  /**
   * Runs a program to its end and returns its standard output and error output combined.
   *
   * @param what the purpose, for example "create the database"; used in the error message
   * @throws Failure if the program cannot be started or its exit code is not 0
   */
  public static String run(String what, ProcessBuilder builder) {
    return run(what, builder.command().get(0), builder);
  }

  /**
   * Runs a program that is started through another program.
   *
   * @param name the name of the program, for the error message
   */
  public static String run(String what, String name, ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw Failure.of(
            "Cannot %s: %s ended with exit code %s: %s; expected 0. Fix the reported "
                + "error, then run this again.",
            what, name, exitCode, lastLines(output));
      }
      return output;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot %s: %s; expected to run %s. Check that it is installed and executable.",
          what,
          e.getMessage(),
          name);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  /**
   * Returns the arguments of the process; empty if the process has ended or belongs to another
   * user.
   */
  public static List<String> arguments(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0]));
  }

  static Failure interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return Failure.causedBy(
        cause, "Cannot %s: interrupted; expected to run to the end. Run this again.", what);
  }

  private static String lastLines(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
