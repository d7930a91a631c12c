package io.quarterdeck.local.databricks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The main class of the test's jar. It runs in its own JVM and uses only the JDK. */
public final class TaskMain {
  private TaskMain() {}

  /** Arguments: the action, a file, and a text. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "append" -> append(file, arguments[2]);
      case "environment" -> append(file, arguments[2] + "=" + System.getenv(arguments[2]));
      case "property" -> append(file, arguments[2] + "=" + System.getProperty(arguments[2]));
      case "environments" -> append(file, String.join(",", System.getenv().keySet()));
      case "fail" -> {
        System.err.println("FAILURE " + arguments[2]);
        System.exit(1);
      }
      case "throw" -> throw new IllegalStateException(arguments[2]);
      case "exit" -> System.exit(Integer.parseInt(arguments[2]));
      case "hang" -> {
        append(file, "hangs " + ProcessHandle.current().pid());
        Thread.currentThread().join();
      }
      case "flaky" -> {
        append(file, "tried");
        if (Files.readAllLines(file).size() < Integer.parseInt(arguments[2])) {
          throw new IOException("not yet");
        }
      }
      case "--lake" -> update(Path.of(System.getProperty("trace")), arguments);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.out.println("done " + arguments[0]);
  }

  /** Does in an update of a pipeline what its configuration says. */
  private static void update(Path trace, String... arguments)
      throws IOException, InterruptedException {
    append(trace, String.join(" ", arguments));
    switch (System.getProperty("mode")) {
      case "hang" -> {
        append(trace, "hangs " + ProcessHandle.current().pid());
        Thread.currentThread().join();
      }
      case "fail" -> throw new IllegalStateException("no bronze");
      default -> append(trace, "done");
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.write(
        file,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
