package io.quarterdeck.cli;

import io.quarterdeck.testkit.TestJvm;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs a command in its own JVM with its own environment, as the launcher does. */
public final class Shell {
  private static final long DEADLINE_SECONDS = 120;

  private Shell() {}

  /**
   * Runs the command.
   *
   * @param folder the folder for the process's output
   * @param environment additional environment variables
   */
  public static Run run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return java(
        folder,
        environment,
        List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName()),
        arguments);
  }

  /** Runs Java with these arguments before those of the command. */
  public static Run java(
      Path folder, Map<String, String> environment, List<String> words, String... arguments)
      throws IOException, InterruptedException {
    return java(folder, environment, Redirect.PIPE, words, arguments);
  }

  /** Runs Java with these arguments before those of the command, and a file as standard input. */
  public static Run reading(Path folder, Path input, List<String> words, String... arguments)
      throws IOException, InterruptedException {
    return java(folder, Map.of(), Redirect.from(input.toFile()), words, arguments);
  }

  private static Run java(
      Path folder,
      Map<String, String> environment,
      Redirect input,
      List<String> words,
      String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(folder, words, arguments).redirectInput(input);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      await(process, builder, folder);
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("error.txt")).strip());
  }

  /** Starts Java with these arguments before those of the command. Standard input stays open. */
  public static Started start(Path folder, List<String> words, String... arguments)
      throws IOException {
    return start(folder, Map.of(), words, arguments);
  }

  /** Starts Java with more environment variables. Standard input stays open. */
  public static Started start(
      Path folder, Map<String, String> environment, List<String> words, String... arguments)
      throws IOException {
    ProcessBuilder builder = builder(folder, words, arguments);
    builder.environment().putAll(environment);
    return new Started(builder.start(), builder, folder);
  }

  private static ProcessBuilder builder(Path folder, List<String> words, String... arguments) {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(words);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("error.txt").toFile());
  }

  private static void await(Process process, ProcessBuilder builder, Path folder)
      throws IOException, InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(
          builder.command() + " did not end: " + Files.readString(folder.resolve("error.txt")));
    }
  }

  /** A running command. The caller closes it. */
  public record Started(Process process, ProcessBuilder builder, Path folder)
      implements AutoCloseable {
    /** Writes to standard input, which stays open. */
    public void write(String text) throws IOException {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    /** Waits for a condition. Fails if the command ends first. */
    public void await(BooleanSupplier condition) throws IOException {
      while (!condition.getAsBoolean()) {
        if (!process.isAlive()) {
          throw new IOException("it ended: " + Files.readString(folder.resolve("error.txt")));
        }
        Thread.onSpinWait();
      }
    }

    /** Ends the command as Ctrl-C does, and returns the exit code. */
    public int terminate() throws IOException, InterruptedException {
      process.destroy();
      Shell.await(process, builder, folder);
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
