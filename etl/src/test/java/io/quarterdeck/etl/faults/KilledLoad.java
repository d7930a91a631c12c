package io.quarterdeck.etl.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A load in a process of its own, killed without warning (SIGKILL). */
final class KilledLoad {
  private final FaultServer server;
  private final Path dataset;

  KilledLoad(FaultServer server, Path dataset) {
    this.server = server;
    this.dataset = dataset;
  }

  /** Kills it at a stage, or at its end if that comes first. */
  void at(Stage stage, Path file) throws IOException, InterruptedException, SQLException {
    try (SilentBlob blob = new SilentBlob();
        Connection watching = server.connect()) {
      Process process =
          start(file, stage == Stage.UPLOAD ? Optional.of(blob.url()) : Optional.empty());
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
        String line = lines.readLine();
        while (line != null && !line.contains(stage.phase())) {
          line = lines.readLine();
        }
        if (stage == Stage.UPLOAD) {
          blob.awaitUpload();
        }
        while (stage.sign().isPresent()
            && process.isAlive()
            && FaultServer.numbers(watching, stage.sign().get()).isEmpty()) {
          Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Kills it so long after its start, or lets it end if that comes first. */
  void after(long milliseconds, Path file) throws IOException, InterruptedException {
    Process process = start(file, Optional.empty());
    if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(Path file, Optional<String> blob) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadingProcess.class.getName(),
                file.toString(),
                dataset.toString(),
                server.endpoint(server.port()).jdbcUrl()));
    blob.ifPresent(words::add);
    return new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
