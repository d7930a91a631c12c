package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Definition;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.load.LoadRequest.Repeat;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.loader.rows.RowSummary;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Loads one file into a dataset's table: computes the digest, stages the file, copies the rows into
 * a new table, builds the indexes, and makes the rows visible in one short transaction. If anything
 * fails before that transaction, readers see the same rows as before. An instance loads one file.
 */
public final class Loader {
  private final Postgres postgres;
  private final LoadRequest request;
  private final Progress progress;
  private final Dataset dataset;
  private final String what;
  private final long began = System.nanoTime();

  /** The previous attempt, if there was one. */
  private Optional<Begun> begun = Optional.empty();

  /**
   * An attempt that has a row in the ledger.
   *
   * @param id the id of the load
   * @param summary the counts and profiles; empty until the whole file is read
   */
  private record Begun(long id, Optional<RowSummary> summary) {}

  public Loader(Postgres postgres, LoadRequest request, Progress progress) {
    this.postgres = postgres;
    this.request = request.withLanding(request.landing().map(InterruptibleLanding::new));
    this.progress = progress;
    this.dataset = request.reading().dataset();
    this.what = "load " + request.reading().file();
  }

  /**
   * Loads the file.
   *
   * @throws Failure if nothing was published; the message gives the reason and the fix
   */
  public LoadResult run() {
    progress.phase("reading the file's digest");
    FileDigest digest = FileDigest.of(request.reading().file(), dataset.csv().encoding());
    return new LoadRetry(request.waitLimits().retry(), progress).run(() -> attempt(digest));
  }

  private LoadResult attempt(FileDigest digest) {
    try (Connection control = postgres.connect(what)) {
      Ledger ledger = Ledger.open(control, postgres);
      DatasetLock.take(control, dataset.table(), lockWait(), progress);
      if (begun.isPresent() && isPublished(ledger, begun.get())) {
        return published(ledger, begun.get());
      }
      Retention retention = new Retention(control, ledger, dataset, progress);
      retention.dropDead(begun.map(Begun::id));
      new TableOwner(ledger, dataset, progress).check();
      if (request.landing().isPresent()) {
        request.landing().get().recover(dataset.name(), ledger, progress);
      }
      refuseLanded(ledger, digest);
      Optional<LedgerEntry> before =
          ledger.loadsOf(dataset, digest).stream()
              .filter(load -> load.status() == LoadStatus.PUBLISHED)
              .findFirst();
      if (before.isPresent() && request.repeat() == Repeat.REFUSE) {
        return alreadyLoaded(ledger, before.get());
      }
      LoadResult result = load(control, ledger, digest);
      retention.dropOld(request.keep());
      return result;
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  /** After a lost connection, the server may still hold the lock of our own previous attempt. */
  private Duration lockWait() {
    Duration asked = request.waitLimits().lockWait();
    Duration server = request.waitLimits().retry();
    return begun.isPresent() && asked.compareTo(server) < 0 ? server : asked;
  }

  /**
   * Whether the previous attempt is published. If the connection dropped during commit, the commit
   * may have succeeded.
   */
  private boolean isPublished(Ledger ledger, Begun attempt) throws SQLException {
    return ledger
        .entry(attempt.id())
        .filter(entry -> entry.status() == LoadStatus.PUBLISHED)
        .isPresent();
  }

  private LoadResult published(Ledger ledger, Begun attempt) throws SQLException {
    return new LoadResult(
        ledger.entry(attempt.id()).orElseThrow(),
        LoadResult.Outcome.PUBLISHED,
        attempt.summary(),
        List.of(),
        seconds());
  }

  private LoadResult load(Connection control, Ledger ledger, FileDigest digest)
      throws SQLException {
    new DatasetTable(control, dataset).ensure();
    LoadAttempt attempt = LoadAttempt.begin(control, ledger, postgres, request, progress, digest);
    begun = Optional.of(new Begun(attempt.id(), Optional.empty()));
    try {
      Begun full = new Begun(attempt.id(), Optional.of(attempt.fill()));
      begun = Optional.of(full);
      attempt.publish();
    } catch (SQLException | RuntimeException e) {
      attempt.giveUp(e);
      throw e;
    }
    attempt.keepFile();
    return published(ledger, begun.get());
  }

  /**
   * Checks again whether a landed file may be published. The answer is final here, because the lock
   * of the table prevents other loads.
   */
  private void refuseLanded(Ledger ledger, FileDigest digest) throws SQLException {
    Optional<Instant> landed = request.landing().flatMap(FileLanding::landed);
    if (landed.isPresent()) {
      Path file = request.reading().file();
      String path = request.landing().get().path(file, dataset.name(), digest);
      LandingDecision decision = LandingDecision.of(ledger, dataset, digest, path, landed.get());
      if (decision.action() != LandingDecision.Action.LOAD) {
        throw new LandedFileRefused(path, decision);
      }
    }
  }

  private LoadResult alreadyLoaded(Ledger ledger, LedgerEntry before) throws SQLException {
    List<String> changes =
        ledger
            .definition(before.id())
            .map(definition -> definition.differences(Definition.of(dataset)))
            .orElse(List.of());
    return new LoadResult(
        before, LoadResult.Outcome.ALREADY_LOADED, Optional.empty(), changes, seconds());
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
