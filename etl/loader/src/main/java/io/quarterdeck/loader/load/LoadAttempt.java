package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.ledger.LoadCounts;
import io.quarterdeck.loader.ledger.LoadStart;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.load.LoadRequest.Repeat;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.progress.Shutdown;
import io.quarterdeck.loader.reject.RejectsLoad;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.loader.rows.RowSinkException;
import io.quarterdeck.loader.rows.RowSummary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One attempt to load the rows. It has a row in the ledger and its own table, and ends with a
 * publication or a clean-up.
 */
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

  /** Writes the row of the ledger and creates the table, in one transaction. */
  static LoadAttempt begin(
      Connection control,
      Ledger ledger,
      Postgres postgres,
      LoadRequest request,
      Progress progress,
      FileDigest digest)
      throws SQLException {
    RowReading reading = request.reading();
    LoadStart start =
        new LoadStart(
            reading.dataset(),
            request.mode(),
            reading.file().getFileName().toString(),
            request.landing().map(to -> to.path(reading.file(), reading.dataset().name(), digest)),
            digest,
            request.landing().flatMap(FileLanding::landed));
    long id =
        Sql.transaction(
            control,
            () -> {
              long begun = ledger.start(start, request.author());
              new LoadTable(reading.dataset(), begun).create(control);
              return begun;
            });
    return new LoadAttempt(control, ledger, postgres, request, progress, digest, id);
  }

  long id() {
    return id;
  }

  /** Copies the rows and builds the indexes. Readers do not see the rows yet. */
  RowSummary fill() throws SQLException {
    progress.phase("loading rows");
    try (CopySinks sinks =
        CopySinks.open(
            postgres, "load " + request.reading().file(), table, request.connections())) {
      refuseInterrupted();
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

  /**
   * Azure's libraries retry a request whose thread is interrupted, such as the one for the password
   * of a connection, and the thread is then no longer interrupted.
   */
  private void refuseInterrupted() {
    if (Thread.currentThread().isInterrupted() || Shutdown.isUnderWay()) {
      throw Failure.of(
          "Cannot load %s: interrupted; expected no interruption. Nothing was "
              + "published. Run this again.",
          request.reading().file());
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

  /**
   * Copies the rejects to Blob for users who cannot access this machine. If the copy fails, the
   * load continues.
   */
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
      throw Failure.of(
          "Cannot load %s: it has %s; expected at least one row. Nothing was "
              + "published. Pass --force to publish an empty load.",
          request.reading().file(),
          (summary.rowsRead() == 0 ? "a header and no rows" : "no row that fits"));
    }
  }

  /** Copies the file to Blob, then makes the rows visible to readers. */
  void publish() throws SQLException {
    refuseInterrupted();
    request
        .landing()
        .ifPresent(to -> to.stage(request.reading().file(), dataset.name(), digest, progress));
    progress.phase("publishing load " + id);
    new Publication(control, dataset.table(), request.waitLimits().readerWait(), progress)
        .run(
            () -> {
              table.allowAutovacuum(control);
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
   * Removes the rows and the staged file, and records in the ledger whether the load failed or was
   * interrupted. The next load removes what this method cannot remove. A load that is already
   * published stays published, even if a later step fails.
   */
  void giveUp(Exception cause) {
    // The clean-up below waits for the server, and an interrupted thread cannot wait.
    boolean interrupted = Thread.interrupted() || Shutdown.isUnderWay();
    try {
      boolean removed = removeRows(cause, interrupted ? LoadStatus.INTERRUPTED : LoadStatus.FAILED);
      if (removed) {
        request
            .landing()
            .ifPresent(
                to -> to.discard(request.reading().file(), dataset.name(), digest, progress));
      }
    } catch (SQLException | Failure e) {
      cause.addSuppressed(e);
      progress.note(
          "Load %d could not be cleaned up: %s. The next load cleans it up."
              .formatted(id, e.getMessage()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Removes the rows and records the status. Returns false if the load is already published. */
  private boolean removeRows(Exception cause, LoadStatus status) throws SQLException {
    return Sql.transaction(
        control,
        () -> {
          if (!isRunning()) {
            return false;
          }
          table.drop(control);
          if (status == LoadStatus.INTERRUPTED) {
            ledger.interrupted(id, "Interrupted by a person or another program.");
          } else {
            ledger.failed(id, Causes.of(cause));
          }
          return true;
        });
  }

  /**
   * Moves the staged file of the published load to the landing folder. If that fails, the next load
   * of the dataset does it.
   */
  void keepFile() {
    boolean interrupted = Thread.interrupted();
    try {
      request
          .landing()
          .ifPresent(to -> to.publish(request.reading().file(), dataset.name(), digest, progress));
    } catch (Failure e) {
      progress.note(
          "Load %d is published. Its file is still staged; the next load of %s moves it: %s"
              .formatted(id, dataset.name(), e.getMessage()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isRunning() throws SQLException {
    return ledger.entry(id).filter(entry -> entry.status() == LoadStatus.RUNNING).isPresent();
  }
}
