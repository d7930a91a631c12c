package io.quarterdeck.local.databricks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the test's jar runs, in a JVM of its own. It uses nothing but the JDK. */
public final class TaskMain {
  private TaskMain() {}

  /** The first word says what to do, the second where, the third with what. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path file = Path.of(words[1]);
    switch (words[0]) {
      case "append" -> append(file, words[2]);
      case "environment" -> append(file, words[2] + "=" + System.getenv(words[2]));
      case "property" -> append(file, words[2] + "=" + System.getProperty(words[2]));
      case "environments" -> append(file, String.join(",", System.getenv().keySet()));
      case "fail" -> {
        System.err.println("FAILURE " + words[2]);
        System.exit(1);
      }
      case "throw" -> throw new IllegalStateException(words[2]);
      case "exit" -> System.exit(Integer.parseInt(words[2]));
      case "hang" -> {
        append(file, "hangs " + ProcessHandle.current().pid());
        Thread.currentThread().join();
      }
      case "flaky" -> {
        append(file, "tried");
        if (Files.readAllLines(file).size() < Integer.parseInt(words[2])) {
          throw new IOException("not yet");
        }
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
    System.out.println("done " + words[0]);
  }

  private static void append(Path file, String line) throws IOException {
    Files.write(
        file,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
