package io.quarterdeck.local;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.testkit.TestJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs a command in its own JVM, started like the launcher does. */
public final class CommandLineRun {
  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> error;

  private CommandLineRun(Process process) throws IOException {
    this.process = process;
    process.getOutputStream().close();
    this.out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
    this.error = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
  }

  /** Starts the command. The methods that return its exit code or output wait for its end. */
  public static CommandLineRun of(TestStack stack, String... arguments) throws IOException {
    return withPath(System.getenv("PATH"), stack, arguments);
  }

  /** Starts the command with additional environment variables. */
  public static CommandLineRun with(
      Map<String, String> environment, TestStack stack, String... arguments) throws IOException {
    return in(stack.folders(), environment, arguments);
  }

  /** Starts the command with this PATH. */
  public static CommandLineRun withPath(String path, TestStack stack, String... arguments)
      throws IOException {
    return in(stack.folders(), Map.of("PATH", path), arguments);
  }

  /** Starts the command in these folders with additional environment variables. */
  public static CommandLineRun in(
      Folders folders, Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.add("-Dquarterdeck.home=" + folders.home());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.quarterdeck.cli.Quarterdeck");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("QUARTERDECK_HOME", folders.state().toString());
    builder.environment().put("QUARTERDECK_CACHE", folders.cache().toString());
    builder.environment().putAll(environment);
    return new CommandLineRun(builder.start());
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Kills the command like kill -9. No process of it is running when this method returns. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Returns the standard output. */
  public String out() {
    return out.join();
  }

  /** Returns the error output. */
  public String error() {
    return error.join();
  }
}
