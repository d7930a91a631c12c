package io.quarterdeck.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The machine's processes. The JDK's own list cuts long command lines off, Spark's among them. */
final class ProcessTable {
  private ProcessTable() {}

  /** The ids of the processes whose command line has all these words. */
  static List<Long> running(String... words) throws IOException, InterruptedException {
    Process list = new ProcessBuilder("ps", "-eww", "-o", "pid=,args=").start();
    String lines = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    list.waitFor();
    return lines
        .lines()
        .map(String::strip)
        .filter(line -> List.of(words).stream().allMatch(line::contains))
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .toList();
  }
}
