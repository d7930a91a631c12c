package io.quarterdeck.cli.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a load in a separate process and kills it with SIGKILL. */
final class KilledLoad {
  private final FaultServer server;
  private final Path dataset;

  KilledLoad(FaultServer server, Path dataset) {
    this.server = server;
    this.dataset = dataset;
  }

  /** Kills the load at a stage, or waits for its end if it ends earlier. */
  void at(Stage stage, Path file) throws IOException, InterruptedException, SQLException {
    try (SilentBlob blob = new SilentBlob();
        Connection watching = server.connect();
        KillableProcess process =
            start(file, stage == Stage.UPLOAD ? Optional.of(blob.url()) : Optional.empty())) {
      process.awaitPhase(stage.phase());
      if (stage == Stage.UPLOAD) {
        blob.awaitUpload();
      }
      if (stage.sign().isPresent()) {
        process.awaitSign(watching, stage.sign().get());
      }
    }
  }

  /** Kills the load this long after its start, or waits for its end if it ends earlier. */
  void after(long milliseconds, Path file) throws IOException, InterruptedException {
    try (KillableProcess process = start(file, Optional.empty())) {
      process.awaitEnd(milliseconds);
    }
  }

  private KillableProcess start(Path file, Optional<String> blob) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(file.toString(), dataset.toString(), server.endpoint(server.port()).jdbcUrl()));
    blob.ifPresent(words::add);
    return new KillableProcess(LoadingProcess.class, words);
  }
}
