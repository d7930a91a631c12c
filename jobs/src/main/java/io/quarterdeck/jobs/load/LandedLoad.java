package io.quarterdeck.jobs.load;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LoadAuthor;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The load task of a run.
 *
 * @param dataset the dataset to load
 * @param database the database to load into
 * @param landing the landing container, as {@code abfs://CONTAINER@HOST}
 * @param quarantine the quarantine container
 * @param maximumRejects the number of rejected lines that a file may have
 * @param runId the run's id
 * @param correlation the correlation id of the run
 */
public record LandedLoad(
    Dataset dataset,
    PostgresEndpoint database,
    URI landing,
    URI quarantine,
    RejectLimit maximumRejects,
    String runId,
    CorrelationId correlation) {
  /**
   * Loads new files.
   *
   * @param blob access to the containers
   * @param outcome the run's outcome record, to which refused files are added
   * @throws io.quarterdeck.loader.failure.Failure if a file was refused or a server failed
   */
  public void run(BlobFiles blob, RunOutcome outcome, Progress progress) throws IOException {
    Path work = Files.createTempDirectory("quarterdeck-load");
    try {
      new LandedLoads(
              dataset,
              new Postgres(
                  database, "quarterdeck load of " + dataset.name() + " by " + Origin.run(runId)),
              new LandingFolder(landing, quarantine, dataset.name(), blob),
              outcome,
              maximumRejects,
              new LoadAuthor(Origin.run(runId), correlation),
              progress)
          .run(work);
    } finally {
      Files.deleteIfExists(work);
    }
  }
}
