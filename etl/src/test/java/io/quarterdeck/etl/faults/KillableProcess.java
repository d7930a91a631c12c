package io.quarterdeck.etl.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of ours in a process of its own, which closing kills without warning (SIGKILL). */
final class KillableProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  KillableProcess(Class<?> main, List<String> arguments) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    words.addAll(arguments);
    process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
  }

  /** Waits until it says that it has come to this phase, or has ended. */
  void awaitPhase(String phase) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.contains(phase)) {
      line = lines.readLine();
    }
  }

  /** Waits until this query has a row, or the process has ended. */
  void awaitSign(Connection watching, String sign) throws SQLException {
    while (process.isAlive() && FaultServer.numbers(watching, sign).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Waits so long, or until it has ended if that comes first. */
  void awaitEnd(long milliseconds) throws InterruptedException {
    process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }
}
