package io.quarterdeck.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The processes of the machine. The JDK's own list truncates long command lines, such as those of
 * Spark.
 */
final class ProcessTable {
  private ProcessTable() {}

  /** Returns the ids of the processes whose command line contains all these texts. */
  static List<Long> running(String... arguments) throws IOException, InterruptedException {
    Process list = new ProcessBuilder("ps", "-eww", "-o", "pid=,args=").start();
    String lines = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    list.waitFor();
    return lines
        .lines()
        .map(String::strip)
        .filter(line -> List.of(arguments).stream().allMatch(line::contains))
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .toList();
  }
}
