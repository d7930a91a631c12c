package io.quarterdeck.local.databricks.runs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The output of a task's process: standard output and error output combined.
 *
 * @param text the end of the output
 * @param truncated whether the output is longer
 */
record TaskLog(String text, boolean truncated) {
  /** Databricks returns the last 5 MB. */
  private static final int MOST = 5 << 20;

  private static final String FAILURE = "FAILURE ";
  private static final String THROWN = "Exception in thread \"main\" ";

  /** Reads the log; returns an empty log if the file does not exist. */
  static TaskLog read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new TaskLog("", false);
    }
    long skipped = Math.max(0, Files.size(file) - MOST);
    try (InputStream log = Files.newInputStream(file)) {
      log.skipNBytes(skipped);
      return new TaskLog(new String(log.readNBytes(MOST), StandardCharsets.UTF_8), skipped > 0);
    }
  }

  /**
   * Returns why the task failed: the message that the job prints, else the exception of its main
   * method.
   */
  Optional<String> error() {
    List<String> lines = text.lines().toList();
    return last(lines, FAILURE).or(() -> last(lines, THROWN));
  }

  /** Returns the last stack trace, if there is one. */
  Optional<String> trace() {
    List<String> lines = text.lines().toList();
    int end = lines.size() - 1;
    while (end >= 0 && !isFrame(lines.get(end))) {
      end--;
    }
    if (end < 0) {
      return Optional.empty();
    }
    int start = end;
    while (start > 0 && (isFrame(lines.get(start)) || lines.get(start).startsWith("Caused by: "))) {
      start--;
    }
    return Optional.of(String.join("\n", lines.subList(start, end + 1)));
  }

  private static boolean isFrame(String line) {
    return line.startsWith("\tat ") || line.startsWith("\t... ");
  }

  private static Optional<String> last(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .reduce((first, second) -> second)
        .map(line -> line.substring(start.length()));
  }
}
