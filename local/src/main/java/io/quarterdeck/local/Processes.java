package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs other programs, and waits for what they do. */
public final class Processes {
  private static final long PAUSE_MILLISECONDS = 50;

  private Processes() {}

  /**
   * Runs a program to its end and gives what it printed, both streams together.
   *
   * @param what what it is run for, as in "make the database", for the message
   * @throws Failure when it cannot be started or ends with another exit code than 0
   */
  public static String run(String what, ProcessBuilder builder) {
    return run(what, builder.command().get(0), builder);
  }

  /**
   * The same for a program that another one runs.
   *
   * @param name the program's name, for the message
   */
  public static String run(String what, String name, ProcessBuilder builder) {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new Failure(
            "Cannot "
                + what
                + ": "
                + name
                + " ended with exit code "
                + exitCode
                + ": "
                + lastLines(output)
                + "; expected 0. Mend what it says, then run this again.");
      }
      return output;
    } catch (IOException e) {
      throw new Failure(
          "Cannot "
              + what
              + ": "
              + e.getMessage()
              + "; expected to run "
              + name
              + ". Check that it is installed and may be run.",
          e);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  /**
   * Waits for a condition.
   *
   * @param limitSeconds how long at most
   * @return whether it came true in time
   */
  public static boolean await(String what, int limitSeconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
    }
    return true;
  }

  /** What the process was started with; empty where it has ended or is not ours to look at. */
  public static List<String> arguments(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0]));
  }

  private static Failure interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Failure(
        "Cannot " + what + ": interrupted; expected to be left running. Run this again.", cause);
  }

  private static String lastLines(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
