package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectFile;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectSink;
import io.quarterdeck.loader.rows.RowOptions;
import io.quarterdeck.loader.rows.RowPipeline;
import io.quarterdeck.loader.rows.RowSink;
import io.quarterdeck.loader.rows.RowSinkException;
import io.quarterdeck.loader.rows.RowSource;
import io.quarterdeck.loader.rows.RowSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Validates a file as a load does, but keeps only its rejects. A load fails when the number of
 * rejects exceeds the limit; a check continues and reports more of them.
 *
 * @param reading the file, its dataset, and the limit of rejects
 */
public record FileCheck(RowReading reading) {
  /**
   * The number of rejects at which a check stops, unless the limit is higher. With a limit in
   * percent, a check reads the whole file.
   */
  public static final long REPORTED_REJECTS = 10_000;

  /** The number of rejects that are kept in memory for display. */
  private static final int KEPT_REJECTS = 20;

  /**
   * The result of a check.
   *
   * @param summary counts and profiles
   * @param first the first rejects, in the file's order
   * @param rejectsFile the file with all rejects, if there are any
   */
  public record Result(RowSummary summary, List<Reject> first, Optional<Path> rejectsFile) {}

  /** Writes all rejects to a file and keeps the first ones in memory. */
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
   * Reads the file to its end, or until it reaches the number of rejects to report.
   *
   * @throws Failure if the file cannot be read; a reject is not a failure
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

  /** Whether the number of rejects is within the limit of the reading. */
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
          new RowSource(reading.file(), reading.dataset().csv().encoding()),
          reading.dataset(),
          options,
          sinks,
          rejects,
          progress);
    } catch (RowSinkException e) {
      throw new IllegalStateException("nowhere refuses nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.causedBy(
          e,
          "Cannot check %s: interrupted; expected no interruption. Run this again.",
          reading.file());
    }
  }

  /** A percentage refers to the whole file, so the check reads the whole file. */
  private RejectLimit limit() {
    if (reading.rejectLimit() instanceof RejectLimit.Count count) {
      return new RejectLimit.StopAfter(Math.max(REPORTED_REJECTS, count.rejects() + 1));
    }
    return new RejectLimit.StopAfter(Long.MAX_VALUE);
  }
}
