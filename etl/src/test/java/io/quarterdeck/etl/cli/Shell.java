package io.quarterdeck.etl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command in a JVM of its own, as the launcher starts it: with its own environment. */
public final class Shell {
  private static final long DEADLINE_SECONDS = 120;

  private Shell() {}

  /**
   * Runs the command.
   *
   * @param folder where its streams are kept
   * @param environment what is added to this process's environment
   */
  public static Run run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return java(
        folder,
        environment,
        List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName()),
        arguments);
  }

  /** Runs Java with these words before the command's. */
  public static Run java(
      Path folder, Map<String, String> environment, List<String> words, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words);
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(error.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(command + " did not end: " + Files.readString(error));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(error).strip());
  }
}
