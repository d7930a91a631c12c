package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs the launcher as a user does, with its own state folder.
 *
 * @param state the state folder
 */
public record Launcher(Path state) {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The launcher of this checkout. */
  static final Path PROGRAM = ROOT.resolve("quarterdeck");

  /** Longer than a bootstrap of the lakehouse, which runs a dozen Spark applications. */
  private static final long LIMIT_SECONDS = 1_800;

  /** The result of a command. */
  public record Ended(int exitCode, String out, String error) {}

  /** Returns the path of the launcher. */
  static Path program() {
    return ROOT.resolve("quarterdeck");
  }

  /** Runs a command to its end. */
  public Ended run(Object... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** Runs a command to its end with additional environment variables. */
  Ended run(Map<String, String> environment, Object... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(arguments);
    builder.environment().putAll(environment);
    return ended(builder);
  }

  /**
   * Generates a file of bank transactions.
   *
   * @param seed a number; other seeds give other transactions
   */
  Path generate(Path file, int rows, int seed) throws IOException, InterruptedException {
    Ended ended = run("generate", "--rows", rows, "--seed", seed, "--out", file);
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    return file;
  }

  /** Stops the local stack and deletes its data. */
  public void reset() throws IOException, InterruptedException {
    Ended ended = run("local", "reset", "--yes");
    assertThat(ended.exitCode()).as(ended.error()).isZero();
  }

  /** Runs another program to its end, with the same folders in its environment. */
  public Ended program(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = builder();
    builder.command(arguments);
    return ended(builder);
  }

  private Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
    Path out = Files.createTempFile(state, "out", ".txt");
    Path error = Files.createTempFile(state, "error", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out).strip(), Files.readString(error).strip());
  }

  /**
   * Starts a command and ends it when it prints a matching line. SIGTERM has the same effect in the
   * JVM as Ctrl-C and, unlike SIGINT, is not ignored if the shell runs in the background.
   */
  int interruptedAt(Predicate<String> line, Object... arguments) throws Exception {
    // Process.destroy would close the stream that this test reads.
    return disturbedAt(line, process -> process.toHandle().destroy(), arguments).exitCode();
  }

  /** A change that a test makes to a command or its environment while the command runs. */
  @FunctionalInterface
  interface Disturbance {
    void disturb(Process process) throws Exception;
  }

  /**
   * Starts a command, disturbs it once when it prints a matching line, and waits for its end.
   *
   * @return standard output and error output, both in {@code error}
   */
  Ended disturbedAt(Predicate<String> line, Disturbance disturbance, Object... arguments)
      throws Exception {
    Process process = builder(verbose(arguments)).redirectErrorStream(true).start();
    List<String> read = disturb(process, process.getInputStream(), line, disturbance);
    return new Ended(process.waitFor(), "", String.join("\n", read));
  }

  /** Starts a command, and ends it as above when it prints such a line on its standard error. */
  Ended interrupted(Predicate<String> line, Object... arguments) throws Exception {
    Path out = Files.createTempFile(state, "out", ".txt");
    Process process = builder(verbose(arguments)).redirectOutput(out.toFile()).start();
    List<String> read =
        disturb(process, process.getErrorStream(), line, running -> running.toHandle().destroy());
    return new Ended(process.waitFor(), Files.readString(out).strip(), String.join("\n", read));
  }

  /** Reads a stream of a command to its end, and disturbs the command once at such a line. */
  private static List<String> disturb(
      Process process, InputStream stream, Predicate<String> line, Disturbance disturbance)
      throws Exception {
    List<String> read = new ArrayList<>();
    boolean disturbed = false;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String next = lines.readLine(); next != null; next = lines.readLine()) {
        read.add(next);
        if (!disturbed && line.test(next)) {
          disturbed = true;
          disturbance.disturb(process);
        }
      }
    }
    assertThat(disturbed).as("a line to disturb at in %s", read).isTrue();
    return read;
  }

  /**
   * Starts a command that prints a line for each phase, with additional environment variables.
   * Standard output and error output are one stream.
   */
  public Process start(Map<String, String> environment, Object... arguments) throws IOException {
    ProcessBuilder builder = builder(verbose(arguments)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Adds the option that prints a line for each phase, so that a test can react to the lines. */
  private static Object[] verbose(Object... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--verbose")).toArray();
  }

  private ProcessBuilder builder(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    for (Object word : arguments) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(state.toFile());
    // This build has built the classes. A launcher that builds would run Maven inside Maven.
    builder.environment().put("QUARTERDECK_BUILD", "never");
    builder.environment().put("QUARTERDECK_HOME", state.toString());
    return builder;
  }
}
