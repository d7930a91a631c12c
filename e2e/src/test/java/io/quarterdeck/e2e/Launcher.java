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
 * The launcher, run as a user runs it, with a state folder of its own.
 *
 * @param state the state folder
 */
public record Launcher(Path state) {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The launcher of this checkout. */
  static final Path PROGRAM = ROOT.resolve("quarterdeck");

  private static final long LIMIT_SECONDS = 300;

  /** How a command ended. */
  public record Ended(int exitCode, String out, String error) {}

  /** The launcher's file. */
  static Path program() {
    return ROOT.resolve("quarterdeck");
  }

  /** Runs a command to its end. */
  public Ended run(Object... words) throws IOException, InterruptedException {
    return run(Map.of(), words);
  }

  /** Runs a command to its end, with more in its environment. */
  Ended run(Map<String, String> environment, Object... words)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(words);
    builder.environment().putAll(environment);
    return ended(builder);
  }

  /** Runs another program, which finds the same folders in its environment, to its end. */
  Ended program(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = builder();
    builder.command(words);
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
   * Starts a command, and ends it when it prints such a line. SIGTERM takes the way that Ctrl-C
   * takes in the JVM, and unlike SIGINT it is not ignored under a shell that runs in the
   * background.
   */
  int interruptedAt(Predicate<String> line, Object... words) throws Exception {
    // Process.destroy would close the stream that is being read.
    return disturbedAt(line, process -> process.toHandle().destroy(), words).exitCode();
  }

  /** What a test does to a command or its surroundings. */
  @FunctionalInterface
  interface Disturbance {
    void disturb(Process process) throws Exception;
  }

  /**
   * Starts a command, disturbs it once when it prints such a line, and waits for its end.
   *
   * @return its standard output and error, both as {@code error}
   */
  Ended disturbedAt(Predicate<String> line, Disturbance disturbance, Object... words)
      throws Exception {
    Process process = builder(verbose(words)).redirectErrorStream(true).start();
    List<String> read = disturb(process, process.getInputStream(), line, disturbance);
    return new Ended(process.waitFor(), "", String.join("\n", read));
  }

  /** Starts a command, and ends it as above when it prints such a line on its standard error. */
  Ended interrupted(Predicate<String> line, Object... words) throws Exception {
    Path out = Files.createTempFile(state, "out", ".txt");
    Process process = builder(verbose(words)).redirectOutput(out.toFile()).start();
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
   * Starts a command that prints a line for each phase, with more in its environment. Its standard
   * output and error are one stream.
   */
  public Process start(Map<String, String> environment, Object... words) throws IOException {
    ProcessBuilder builder = builder(verbose(words)).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** With a line for each phase, so that there are lines to disturb at. */
  private static Object[] verbose(Object... words) {
    return Stream.concat(Stream.of(words), Stream.of("--verbose")).toArray();
  }

  private ProcessBuilder builder(Object... words) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(state.toFile());
    // Built by this very build: a launcher that builds would run Maven inside Maven.
    builder.environment().put("QUARTERDECK_BUILD", "never");
    builder.environment().put("QUARTERDECK_HOME", state.toString());
    return builder;
  }
}
