package io.quarterdeck.local.spark;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** One run of the job's JVM: its progress is passed on, all else it says goes to a log. */
final class JobProcess {
  private static final String PHASE = "PHASE ";
  private static final String PROGRESS = "PROGRESS ";
  private static final String FAILURE = "FAILURE ";

  private JobProcess() {}

  /**
   * Runs the job to its end.
   *
   * @throws Failure when it fails; the message holds the job's own
   */
  static void run(ProcessBuilder builder, Path log, Progress progress) throws IOException {
    Process process = builder.redirectError(Redirect.appendTo(log.toFile())).start();
    Thread hook = new Thread(process::destroyForcibly, "end of the job");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      pass(process, log, progress);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw failure(exitCode, log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          "Cannot run the export job: interrupted; expected to be left running. Run this again.",
          e);
    } finally {
      process.destroyForcibly();
      removeHook(hook);
    }
  }

  private static void pass(Process process, Path log, Progress progress) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(PHASE)) {
          progress.phase(line.substring(PHASE.length()));
        } else if (line.startsWith(PROGRESS)) {
          String[] words = line.substring(PROGRESS.length()).split(" ", 3);
          progress.advance(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
        } else {
          Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        }
      }
    }
  }

  private static Failure failure(int exitCode, Path log) throws IOException {
    List<String> said = Files.readAllLines(log);
    String why =
        said.stream()
            .filter(line -> line.startsWith(FAILURE))
            .reduce((first, last) -> last)
            .map(line -> line.substring(FAILURE.length()))
            .orElse(
                "Cannot run the export job: its JVM ended with exit code "
                    + exitCode
                    + "; expected 0. See what it said last.");
    return new Failure(why + " The job's log is " + log + ".");
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook with it: that is what it is for.
      return;
    }
  }
}
