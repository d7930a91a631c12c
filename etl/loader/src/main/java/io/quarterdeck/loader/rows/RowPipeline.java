package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectSink;
import java.util.List;

/**
 * Reads a CSV file and writes its rows to sinks as binary COPY tuples: {@code load_id}, {@code
 * load_line}, then the columns of the dataset in its order. The calling thread reads the file and
 * cuts it into chunks of whole records. One thread per sink validates, encodes, profiles and writes
 * the records. Memory use depends neither on the size of the file nor on the number of rejects.
 */
public final class RowPipeline {
  private RowPipeline() {}

  /**
   * Reads the file once, to its end or to the first failure.
   *
   * @param sinks one per worker; at least one
   * @param rejects receives the records that do not fit, in the file's order
   * @param progress receives the number of bytes read, before decompression
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be read, its header does not
   *     fit the dataset, or it has too many rejects
   * @throws RowSinkException if a sink failed
   * @throws InterruptedException if the calling thread was interrupted; all workers have then ended
   */
  public static RowSummary run(
      RowSource source,
      Dataset dataset,
      RowOptions options,
      List<? extends RowSink> sinks,
      RejectSink rejects,
      Progress progress)
      throws RowSinkException, InterruptedException {
    return run(source, dataset, options, sinks, rejects, progress, Tuning.DEFAULT);
  }

  static RowSummary run(
      RowSource source,
      Dataset dataset,
      RowOptions options,
      List<? extends RowSink> sinks,
      RejectSink rejects,
      Progress progress,
      Tuning tuning)
      throws RowSinkException, InterruptedException {
    try (RowRun run = new RowRun(source, dataset, options, sinks, rejects, progress, tuning)) {
      return run.summary();
    }
  }
}
