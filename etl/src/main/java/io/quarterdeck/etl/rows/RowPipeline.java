package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.rows.reject.RejectSink;
import io.quarterdeck.etl.terminal.Progress;
import java.util.List;

/**
 * Brings a CSV file to its sinks as binary COPY tuples: {@code load_id}, {@code load_line}, then
 * the dataset's columns in its order. The calling thread reads and cuts the file into chunks of
 * whole records; one thread per sink checks, encodes, counts and writes them. Memory depends
 * neither on the file's size nor on its number of rejects.
 */
public final class RowPipeline {
  private RowPipeline() {}

  /**
   * Reads the file once, to its end or to the first failure.
   *
   * @param sinks one per worker; at least one
   * @param rejects where records go that do not fit, in the file's order
   * @param progress is told the bytes read of the file as it lies there
   * @throws io.quarterdeck.etl.Failure when the file cannot be read as the dataset, or has too many
   *     rejects
   * @throws RowSinkException when a sink refused rows
   * @throws InterruptedException when the calling thread was interrupted; all workers have ended
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
