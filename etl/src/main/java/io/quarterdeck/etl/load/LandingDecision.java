package io.quarterdeck.etl.load;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.LoadMode;
import io.quarterdeck.etl.ledger.Ledger;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.rows.FileDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the job does with a file in {@code landing/DATASET/}: the rules 1 to 3 of the job in
 * docs/file-states.md.
 *
 * @param action what to do
 * @param reason why, for the log; empty for {@link Action#LOAD}
 */
public record LandingDecision(Action action, String reason) {
  /** What to do with a file. */
  public enum Action {
    /** Validate and load it. */
    LOAD,
    /** Leave it where it is: its content was published before. */
    SKIP,
    /** Move it to quarantine, without failing the run. */
    QUARANTINE
  }

  /**
   * Decides by the ledger. The decision holds as long as the caller holds the table's lock; without
   * the lock, it can change.
   *
   * @param path where the file is, as container/path
   * @param landed when it landed
   */
  public static LandingDecision of(
      Ledger ledger, Dataset dataset, FileDigest digest, String path, Instant landed)
      throws SQLException {
    List<LedgerEntry> loads = ledger.loadsOf(dataset, digest);
    for (LedgerEntry load : loads) {
      if (load.status().wasPublished()) {
        return new LandingDecision(
            Action.SKIP, "its content was published before, as load " + load.id());
      }
    }
    for (LedgerEntry load : loads) {
      if (isWithdrawn(load, path, landed)) {
        return new LandingDecision(
            Action.QUARANTINE,
            "load %d of this content by %s %s"
                .formatted(
                    load.id(),
                    load.who(),
                    switch (load.status()) {
                      case INTERRUPTED -> "was interrupted";
                      case FAILED -> "failed";
                      case RUNNING, PUBLISHED, SUPERSEDED, ROLLED_BACK ->
                          throw new IllegalStateException("not withdrawn: " + load);
                    }));
      }
    }
    Optional<Instant> watermark =
        dataset.mode() == LoadMode.REPLACE ? ledger.watermark(dataset) : Optional.empty();
    if (watermark.isPresent() && landed.isBefore(watermark.get())) {
      return new LandingDecision(
          Action.QUARANTINE,
          "it landed at %s, and readers of %s see rows that were published or landed later (%s)"
              .formatted(landed, dataset.table(), watermark.get()));
    }
    return new LandingDecision(Action.LOAD, "");
  }

  /**
   * Whether a person stopped a load of this file after it had landed. Earlier versions uploaded a
   * file to {@code landing/} before they loaded it, and left it there after a failure.
   */
  public static boolean isWithdrawn(LedgerEntry load, String path, Instant landed) {
    if (Who.isRun(load.who())) {
      return false;
    }
    boolean landedBefore = !landed.isAfter(load.started());
    return switch (load.status()) {
      case INTERRUPTED -> landedBefore;
      case FAILED -> landedBefore && load.landing().filter(path::equals).isPresent();
      case RUNNING, PUBLISHED, SUPERSEDED, ROLLED_BACK -> false;
    };
  }
}
