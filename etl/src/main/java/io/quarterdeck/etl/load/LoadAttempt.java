package io.quarterdeck.etl.load;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.LoadMode;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.ledger.LedgerProfile;
import io.quarterdeck.etl.ledger.LoadCounts;
import io.quarterdeck.etl.ledger.LoadStart;
import io.quarterdeck.etl.ledger.LoadStatus;
import io.quarterdeck.etl.load.LoadRequest.Repeat;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.RowSinkException;
import io.quarterdeck.etl.rows.RowSummary;
import io.quarterdeck.etl.rows.reject.RejectsLoad;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One try at bringing the rows in: a row in the ledger and a table, published or given up. */
final class LoadAttempt {
  private final Connection control;
  private final Ledger ledger;
  private final Postgres postgres;
  private final LoadRequest request;
  private final Progress progress;
  private final Dataset dataset;
  private final long id;
  private final RejectsLoad origin;
  private final FileDigest digest;
  private final LoadTable table;

  private LoadAttempt(
      Connection control,
      Ledger ledger,
      Postgres postgres,
      LoadRequest request,
      Progress progress,
      FileDigest digest,
      long id) {
    this.control = control;
    this.ledger = ledger;
    this.postgres = postgres;
    this.request = request;
    this.progress = progress;
    this.dataset = request.reading().dataset();
    this.id = id;
    this.digest = digest;
    this.origin = RejectsLoad.of(id, digest.sha256());
    this.table = new LoadTable(dataset, id);
  }

  /** Writes the ledger's row and makes the table, both or neither. */
  static LoadAttempt begin(
      Connection control,
      Ledger ledger,
      Postgres postgres,
      LoadRequest request,
      Progress progress,
      FileDigest digest,
      Optional<String> landing)
      throws SQLException {
    RowReading reading = request.reading();
    LoadStart start =
        new LoadStart(
            reading.dataset(),
            request.mode(),
            reading.file().getFileName().toString(),
            landing,
            digest.sha256(),
            digest.bytes());
    long id =
        Sql.transaction(
            control,
            () -> {
              long begun = ledger.start(start, request.who());
              new LoadTable(reading.dataset(), begun).create(control);
              return begun;
            });
    return new LoadAttempt(control, ledger, postgres, request, progress, digest, id);
  }

  long id() {
    return id;
  }

  /** Brings the rows in and builds the indexes; readers see nothing of it. */
  RowSummary fill() throws SQLException {
    progress.phase("loading rows");
    try (CopySinks sinks =
        CopySinks.open(
            postgres, "load " + request.reading().file(), table, request.connections())) {
      RowReading.Result read = read(sinks);
      sinks.finish();
      ledger.counted(id, counts(read));
      refuseEmpty(read.summary());
      progress.phase("building indexes");
      sinks.runTogether(table.indexStatements(new DatasetTable(control, dataset).key()));
      table.promotePrimaryKey(control);
      return read.summary();
    }
  }

  private RowReading.Result read(CopySinks sinks) throws SQLException {
    try {
      return request.reading().into(sinks.all(), origin, this::quarantine, progress);
    } catch (RowSinkException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A copy for whoever has no reach to this machine; without it the load is as good. */
  private void quarantine(Path rejects) {
    Path file = request.reading().file();
    try {
      request
          .landing()
          .flatMap(to -> to.quarantine(rejects, file, dataset.name(), digest, progress))
          .ifPresent(where -> progress.note("The rejects are in Blob too: " + where));
    } catch (Failure e) {
      progress.note("The rejects are in " + rejects + " only. " + e.getMessage());
    }
  }

  private static LoadCounts counts(RowReading.Result read) {
    RowSummary summary = read.summary();
    return new LoadCounts(
        summary.rowsRead(),
        summary.rowsLoaded(),
        summary.rowsRejected(),
        summary.duplicates(),
        summary.header(),
        LedgerProfile.write(summary.columns().stream().map(LedgerProfile::of).toList()),
        read.rejectsFile().map(Path::toString));
  }

  private void refuseEmpty(RowSummary summary) {
    if (summary.rowsLoaded() == 0 && request.repeat() == Repeat.REFUSE) {
      throw new Failure(
          "Cannot load "
              + request.reading().file()
              + ": it has "
              + (summary.rowsRead() == 0 ? "a header and no rows" : "no row that fits")
              + "; expected at least one row. Nothing was published. Pass --force to publish an"
              + " empty load.");
    }
  }

  /** Shows the rows to readers. */
  void publish() throws SQLException {
    progress.phase("publishing load " + id);
    new Publication(control, dataset.table(), request.patience().readers(), progress)
        .run(
            () -> {
              table.attach(control);
              if (request.mode() == LoadMode.REPLACE) {
                for (LedgerEntry old : ledger.loads(dataset, LoadStatus.PUBLISHED)) {
                  new LoadTable(dataset, old.id()).detach(control);
                  ledger.superseded(old.id(), id);
                }
              }
              ledger.published(id);
              return null;
            });
  }

  /**
   * Leaves no rows behind. Where the server is gone as well, the next load does it. What is
   * published stays, whatever went wrong after.
   */
  void giveUp(Exception cause) {
    try {
      Sql.transaction(
          control,
          () -> {
            if (isRunning()) {
              table.drop(control);
              ledger.failed(id, Causes.of(cause));
            }
            return null;
          });
    } catch (SQLException e) {
      cause.addSuppressed(e);
      progress.note("Load " + id + " could not be cleaned up; the next load will do it.");
    }
  }

  private boolean isRunning() throws SQLException {
    return ledger.entry(id).filter(entry -> entry.status() == LoadStatus.RUNNING).isPresent();
  }
}
