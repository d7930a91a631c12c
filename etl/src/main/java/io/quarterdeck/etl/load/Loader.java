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
import io.quarterdeck.etl.postgres.PostgresFailure;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.RowSinkException;
import io.quarterdeck.etl.rows.RowSummary;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Brings one file into one dataset's table: digest, landing, COPY into a table of its own, indexes,
 * and one short transaction that shows it to readers. Whatever goes wrong before that transaction,
 * readers see what they saw. One instance loads one file.
 */
public final class Loader {
  private final Postgres postgres;
  private final LoadRequest request;
  private final Progress progress;
  private final Dataset dataset;
  private final String what;
  private final long began = System.nanoTime();

  public Loader(Postgres postgres, LoadRequest request, Progress progress) {
    this.postgres = postgres;
    this.request = request;
    this.progress = progress;
    this.dataset = request.reading().dataset();
    this.what = "load " + request.reading().file();
  }

  /**
   * Loads the file.
   *
   * @throws Failure when nothing was published; the message says why and what to do
   */
  public LoadResult run() {
    progress.phase("reading the file's digest");
    FileDigest digest = FileDigest.of(request.reading().file());
    try (Connection control = postgres.connect(what)) {
      Ledger ledger = Ledger.open(control, postgres);
      DatasetLock.take(control, dataset.table(), request.patience().lock());
      Retention retention = new Retention(control, ledger, dataset, progress);
      retention.dropDead();
      Optional<LedgerEntry> before = ledger.published(dataset, digest.sha256());
      if (before.isPresent() && request.repeat() == Repeat.REFUSE) {
        return result(before.get(), LoadResult.Outcome.ALREADY_LOADED, Optional.empty());
      }
      LoadResult result = load(control, ledger, digest);
      retention.dropOld(request.keep());
      return result;
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  private LoadResult load(Connection control, Ledger ledger, FileDigest digest)
      throws SQLException {
    Optional<String> landing =
        request
            .landing()
            .map(where -> where.upload(request.reading().file(), dataset.name(), digest, progress));
    new DatasetTable(control, dataset).ensure();
    long id = begin(control, ledger, digest, landing);
    LoadTable table = new LoadTable(dataset, id);
    try {
      RowSummary summary = fill(control, ledger, id, table);
      progress.phase("publishing load " + id);
      publish(control, ledger, id, table);
      return result(
          ledger.entry(id).orElseThrow(), LoadResult.Outcome.PUBLISHED, Optional.of(summary));
    } catch (SQLException | RuntimeException e) {
      giveUp(control, ledger, id, table, e);
      throw e;
    }
  }

  private long begin(Connection control, Ledger ledger, FileDigest digest, Optional<String> landing)
      throws SQLException {
    LoadStart start =
        new LoadStart(
            dataset,
            request.mode(),
            request.reading().file().getFileName().toString(),
            landing,
            digest.sha256(),
            digest.bytes());
    return Sql.transaction(
        control,
        () -> {
          long id = ledger.start(start, request.who());
          new LoadTable(dataset, id).create(control);
          return id;
        });
  }

  private RowSummary fill(Connection control, Ledger ledger, long id, LoadTable table)
      throws SQLException {
    progress.phase("loading rows");
    try (CopySinks sinks = CopySinks.open(postgres, what, table, request.connections())) {
      RowReading.Result read = read(sinks, id);
      sinks.finish();
      ledger.counted(id, counts(read));
      refuseEmpty(read.summary());
      progress.phase("building indexes");
      sinks.runTogether(table.indexStatements(new DatasetTable(control, dataset).key()));
      table.promotePrimaryKey(control);
      return read.summary();
    }
  }

  private RowReading.Result read(CopySinks sinks, long id) throws SQLException {
    try {
      return request.reading().into(sinks.all(), id, progress);
    } catch (RowSinkException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static LoadCounts counts(RowReading.Result read) {
    RowSummary summary = read.summary();
    return new LoadCounts(
        summary.rowsRead(),
        summary.rowsLoaded(),
        summary.rowsRejected(),
        summary.duplicates(),
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

  private void publish(Connection control, Ledger ledger, long id, LoadTable table)
      throws SQLException {
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

  /** Leaves no rows behind. Where the server is gone as well, the next load does it. */
  private void giveUp(
      Connection control, Ledger ledger, long id, LoadTable table, Exception cause) {
    try {
      Sql.transaction(
          control,
          () -> {
            table.drop(control);
            ledger.failed(id, Causes.of(cause));
            return null;
          });
    } catch (SQLException e) {
      cause.addSuppressed(e);
      progress.note("Load " + id + " could not be cleaned up; the next load will do it.");
    }
  }

  private LoadResult result(
      LedgerEntry entry, LoadResult.Outcome outcome, Optional<RowSummary> summary) {
    return new LoadResult(entry, outcome, summary, (System.nanoTime() - began) / 1e9);
  }
}
