package io.quarterdeck.azure.stack;

import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the export job of a dataset on the stack and waits for it to end. */
public interface JobRunner {
  /**
   * Longer than any run: the job's timeout ends a run, and the queue's limit ends a waiting run.
   */
  Duration LONGEST = Duration.ofDays(2);

  /** Returns a runner whose jobs have their files in this catalog, instead of the default one. */
  JobRunner inCatalog(String catalog);

  /**
   * Exports the dataset's published loads.
   *
   * @param datasetFile the dataset file that the job reads
   * @param deadline the maximum time to wait for the job
   * @throws io.quarterdeck.loader.failure.Failure if the job fails; the message contains the root
   *     cause and the location of the log
   */
  ExportResult export(Path datasetFile, Duration deadline, Progress progress);

  /**
   * Checks that the stack can run jobs, before anything is loaded. Sets the local stack up for it.
   *
   * @throws io.quarterdeck.loader.failure.Failure if it cannot; the message names the command that
   *     sets it up
   */
  void prepare(Progress progress);

  /**
   * Creates the login of the jobs again if the PostgreSQL server does not have its role. Needs a
   * connection to the server.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the server cannot be reached or refuses the
   *     caller
   */
  void renewLogin(Progress progress);
}
