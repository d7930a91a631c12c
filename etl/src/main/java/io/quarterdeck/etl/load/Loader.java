package io.quarterdeck.etl.load;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.ledger.LoadStatus;
import io.quarterdeck.etl.load.LoadRequest.Repeat;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.postgres.PostgresFailure;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.RowSummary;
import io.quarterdeck.etl.terminal.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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

  /** The attempt before this one, if there was one. */
  private Optional<Begun> begun = Optional.empty();

  /** An attempt that has its row in the ledger, and what was read once all was. */
  private record Begun(long id, Optional<RowSummary> summary) {}

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
    return new Perseverance(request.patience().server(), progress).run(() -> attempt(digest));
  }

  private LoadResult attempt(FileDigest digest) {
    try (Connection control = postgres.connect(what)) {
      Ledger ledger = Ledger.open(control, postgres);
      DatasetLock.take(control, dataset.table(), lockPatience());
      if (begun.isPresent() && isPublished(ledger, begun.get())) {
        return published(ledger, begun.get());
      }
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

  /** The server may not have noticed yet that our own attempt before this one lost it. */
  private Duration lockPatience() {
    Duration asked = request.patience().lock();
    Duration server = request.patience().server();
    return begun.isPresent() && asked.compareTo(server) < 0 ? server : asked;
  }

  /** The connection broke while we published: what we did not hear may have happened. */
  private boolean isPublished(Ledger ledger, Begun attempt) throws SQLException {
    return ledger
        .entry(attempt.id())
        .filter(entry -> entry.status() == LoadStatus.PUBLISHED)
        .isPresent();
  }

  private LoadResult published(Ledger ledger, Begun attempt) throws SQLException {
    return result(
        ledger.entry(attempt.id()).orElseThrow(), LoadResult.Outcome.PUBLISHED, attempt.summary());
  }

  private LoadResult load(Connection control, Ledger ledger, FileDigest digest)
      throws SQLException {
    Optional<String> landing =
        request
            .landing()
            .map(where -> where.upload(request.reading().file(), dataset.name(), digest, progress));
    new DatasetTable(control, dataset).ensure();
    LoadAttempt attempt =
        LoadAttempt.begin(control, ledger, postgres, request, progress, digest, landing);
    begun = Optional.of(new Begun(attempt.id(), Optional.empty()));
    try {
      Begun full = new Begun(attempt.id(), Optional.of(attempt.fill()));
      begun = Optional.of(full);
      attempt.publish();
    } catch (SQLException | RuntimeException e) {
      attempt.giveUp(e);
      throw e;
    }
    return published(ledger, begun.get());
  }

  private LoadResult result(
      LedgerEntry entry, LoadResult.Outcome outcome, Optional<RowSummary> summary) {
    return new LoadResult(entry, outcome, summary, (System.nanoTime() - began) / 1e9);
  }
}
