package io.quarterdeck.etl.load;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.RowOptions;
import io.quarterdeck.etl.rows.RowPipeline;
import io.quarterdeck.etl.rows.RowSink;
import io.quarterdeck.etl.rows.RowSinkException;
import io.quarterdeck.etl.rows.RowSource;
import io.quarterdeck.etl.rows.RowSummary;
import io.quarterdeck.etl.rows.reject.Reject;
import io.quarterdeck.etl.rows.reject.RejectFile;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import io.quarterdeck.etl.rows.reject.RejectSink;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file as a load would and keeps nothing but its rejects. A load fails at the first reject
 * too many; a check goes on, to report as many as there are.
 *
 * @param reading the file, its dataset, and how many rejects it may have
 */
public record FileCheck(RowReading reading) {
  /** So many rejects a check reports at least, unless a percentage of them is allowed. */
  public static final long REPORTED_REJECTS = 10_000;

  /** So many of them are kept in memory, to be shown. */
  private static final int KEPT_REJECTS = 20;

  /**
   * What was found.
   *
   * @param summary counts and profiles
   * @param first the first rejects, in the file's order
   * @param rejectsFile where all of them are, if there are any
   */
  public record Result(RowSummary summary, List<Reject> first, Optional<Path> rejectsFile) {}

  /** Keeps all rejects in a file, and the first ones. */
  private record Sink(RejectFile file, List<Reject> first) implements RejectSink {
    @Override
    public void accept(Reject reject) {
      file.accept(reject);
      if (first.size() < KEPT_REJECTS) {
        first.add(reject);
      }
    }
  }

  /**
   * Reads the file to its end, or until there are too many rejects to report.
   *
   * @throws Failure when it cannot be read; rejects are none
   */
  public Result run(Progress progress) {
    RowReading.makeFolder(reading.rejectsFile());
    List<Reject> first = new ArrayList<>();
    RejectFile rejects = new RejectFile(reading.rejectsFile());
    try (rejects) {
      RowSummary summary = read(new Sink(rejects, first), progress);
      return new Result(summary, List.copyOf(first), rejects.location());
    }
  }

  /** Whether there are no more rejects than the reading allows. */
  public boolean accepts(Result result) {
    RowSummary summary = result.summary();
    return !reading.rejectLimit().exceededBy(summary.rowsRejected(), summary.rowsRead());
  }

  private RowSummary read(RejectSink rejects, Progress progress) {
    RowOptions options =
        new RowOptions(
            0, limit(), reading.duplicates(), Path.of(System.getProperty("java.io.tmpdir")));
    RowSink nowhere = (bytes, offset, length) -> {};
    List<RowSink> sinks = Collections.nCopies(LoadRequest.defaultConnections(), nowhere);
    try {
      return RowPipeline.run(
          new RowSource(reading.file()), reading.dataset(), options, sinks, rejects, progress);
    } catch (RowSinkException e) {
      throw new IllegalStateException("nowhere refuses nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          "Cannot check "
              + reading.file()
              + ": interrupted; expected to be left running. Run this again.",
          e);
    }
  }

  /** A percentage is of the whole file, so the whole file is read. */
  private RejectLimit limit() {
    if (reading.rejectLimit() instanceof RejectLimit.Count count) {
      return new RejectLimit.StopAfter(Math.max(REPORTED_REJECTS, count.rejects() + 1));
    }
    return new RejectLimit.StopAfter(Long.MAX_VALUE);
  }
}
