package io.quarterdeck.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.testkit.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a separate process. Closing kills it with SIGKILL. */
final class KillableProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  KillableProcess(Class<?> main, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(TestJvm.command());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(arguments);
    process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
  }

  /** Waits until the process prints this phase, or ends. */
  void awaitPhase(String phase) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(phase)) {
      line = lines.readLine();
    }
  }

  /** Waits until this query returns a row, or the process ends. */
  void awaitSign(Connection watching, String sign) throws SQLException {
    while (process.isAlive() && FaultServer.numbers(watching, sign).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Waits for this time, or until the process ends. */
  void awaitEnd(long milliseconds) throws InterruptedException {
    process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }
}
