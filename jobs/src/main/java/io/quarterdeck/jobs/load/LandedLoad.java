package io.quarterdeck.jobs.load;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.Who;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.jobs.blob.BlobFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The load task of one run.
 *
 * @param dataset what is loaded
 * @param database where to
 * @param landing the landing container, as {@code abfs://CONTAINER@HOST}
 * @param quarantine the quarantine container
 * @param maximumRejects how many lines of a file may not fit
 * @param runId the run's id
 * @param repair how often the run was repaired; its tries since then are told from those before
 */
public record LandedLoad(
    Dataset dataset,
    PostgresEndpoint database,
    URI landing,
    URI quarantine,
    RejectLimit maximumRejects,
    String runId,
    String repair) {
  /**
   * Loads what is new.
   *
   * @param blob the way to the containers
   * @throws io.quarterdeck.etl.Failure when a file or a server is at fault
   */
  public void run(BlobFiles blob, Progress progress) throws IOException {
    Path work = Files.createTempDirectory("quarterdeck-load");
    try {
      new LandedLoads(
              dataset,
              new Postgres(
                  database, "quarterdeck load of " + dataset.name() + " by " + Who.run(runId)),
              new LandingFolder(landing, quarantine, dataset.name(), blob),
              Refusals.of(blob, note()),
              maximumRejects,
              Who.run(runId),
              progress)
          .run(work);
    } finally {
      Files.deleteIfExists(work);
    }
  }

  // Readers of the container pass over names that begin with an underscore.
  private org.apache.hadoop.fs.Path note() {
    return new org.apache.hadoop.fs.Path(
        "%s/%s/_refused/run=%s-%s.txt".formatted(quarantine, dataset.name(), runId, repair));
  }
}
