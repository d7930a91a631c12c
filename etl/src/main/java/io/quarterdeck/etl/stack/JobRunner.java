package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;

/** Runs the export job of a dataset where this stack runs jobs, and waits for its end. */
public interface JobRunner {
  /**
   * Exports the dataset's published loads.
   *
   * @param datasetFile the file that describes the dataset, for the job to read
   * @throws io.quarterdeck.etl.Failure when the job fails; the message holds the root cause and
   *     where the whole log is
   */
  ExportResult export(Path datasetFile, Progress progress);
}
