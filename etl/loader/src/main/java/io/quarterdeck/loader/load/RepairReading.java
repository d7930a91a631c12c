package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectFile;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectSink;
import io.quarterdeck.loader.reject.RejectsLoad;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.loader.rows.RowOptions;
import io.quarterdeck.loader.rows.RowPipeline;
import io.quarterdeck.loader.rows.RowSinkException;
import io.quarterdeck.loader.rows.RowSource;
import io.quarterdeck.loader.rows.RowSummary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads repaired records in the same way as any other file. Records that still do not fit go to a
 * new file of rejects, with their place in the loaded file.
 */
record RepairReading(RepairRequest request, LedgerEntry entry, RepairedFile file) {
  /**
   * The result of reading.
   *
   * @param summary counts and profiles
   * @param rejectsFile the file of rejects, if there are any
   */
  record Result(RowSummary summary, Optional<Path> rejectsFile) {}

  /** Writes all rejects to a file and keeps the first one for the message. */
  private static final class Sink implements RejectSink {
    private final RejectFile rejects;
    private final RepairedFile repaired;
    private Optional<Reject> first = Optional.empty();

    Sink(RejectFile rejects, RepairedFile repaired) {
      this.rejects = rejects;
      this.repaired = repaired;
    }

    @Override
    public void accept(Reject reject) {
      Reject placed = repaired.placed(reject);
      first = first.or(() -> Optional.of(placed));
      rejects.accept(placed);
    }
  }

  /**
   * Copies the rows into a temporary copy of the load's table, in the current transaction.
   *
   * @throws Failure if too many records do not fit
   */
  Result into(Connection connection, Progress progress) throws SQLException {
    RejectsLoad load = RejectsLoad.of(entry.id(), entry.sha256());
    CopySink rows =
        new CopySink(connection, LoadTable.copyStatement(RepairedRows.COPY, request.dataset()));
    try (RejectFile rejects = new RejectFile(request.rejectsFile(), Optional.of(load))) {
      Sink sink = new Sink(rejects, file);
      RowSummary summary = read(rows, sink, progress);
      rows.finish();
      judge(summary, sink);
      return new Result(summary, rejects.location());
    } catch (SQLException | RuntimeException e) {
      rows.abandon();
      throw e;
    }
  }

  /**
   * Reads without a limit of rejects. The message of the limit would give places in the temporary
   * file, which the user does not know.
   */
  private RowSummary read(CopySink rows, Sink sink, Progress progress) throws SQLException {
    RowOptions options =
        new RowOptions(
            entry.id(),
            new RejectLimit.Count(Long.MAX_VALUE),
            DuplicateCounting.SKIP,
            Path.of(System.getProperty("java.io.tmpdir")));
    try {
      return RowPipeline.run(
          new RowSource(file.path()),
          request.dataset().stored(),
          options,
          List.of(rows),
          sink,
          progress);
    } catch (RowSinkException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.causedBy(
          e,
          "Cannot add the rows of %s: interrupted; expected no interruption. Nothing "
              + "was added. Run this again.",
          request.file());
    }
  }

  private void judge(RowSummary summary, Sink sink) {
    if (request.rejectLimit().exceededBy(summary.rowsRejected(), summary.rowsRead())) {
      Reject first = sink.first.orElseThrow();
      throw Failure.of(
          "Cannot add the rows of %s: %s of %s still do not fit; the first is %s: %s "
              + "instead of %s; expected at most %s. Nothing was added. Fix those lines "
              + "too (%s has the reason for each), or allow some with --max-rejects.",
          request.file(),
          summary.rowsRejected(),
          summary.rowsRead(),
          first.place(),
          first.found(),
          first.expected(),
          request.rejectLimit(),
          request.rejectsFile());
    }
  }
}
