package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.terminal.Progress;

/** Runs the export job of a dataset where this stack runs jobs, and waits for its end. */
public interface JobRunner {
  /**
   * Exports the dataset's published loads.
   *
   * @throws io.quarterdeck.etl.Failure when the job fails; the message holds the root cause and
   *     where the whole log is
   */
  ExportResult export(Dataset dataset, Progress progress);
}
