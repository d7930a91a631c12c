package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the export job of a dataset where this stack runs jobs, and waits for its end. */
public interface JobRunner {
  /** Longer than any run may take: the job's own timeout ends it, and the queue before that. */
  Duration LONGEST = Duration.ofDays(2);

  /**
   * Exports the dataset's published loads.
   *
   * @param datasetFile the file that describes the dataset, for the job to read
   * @param deadline how long to wait for the end of the job
   * @throws io.quarterdeck.etl.Failure when the job fails; the message holds the root cause and
   *     where the whole log is
   */
  ExportResult export(Path datasetFile, Duration deadline, Progress progress);
}
