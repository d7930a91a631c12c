package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.rows.FileDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what the job does with a file in {@code landing/DATASET/}: rules 1 to 3 for the job in
 * docs/file-states.md.
 *
 * @param action what to do with the file
 * @param reason the reason, for the log; empty for {@link Action#LOAD}
 */
public record LandingDecision(Action action, String reason) {
  /** What to do with a file. */
  public enum Action {
    /** Validate and load it. */
    LOAD,
    /** Leave the file in place, because its content was published before. */
    SKIP,
    /** Move the file to quarantine. The run does not fail. */
    QUARANTINE
  }

  /**
   * Decides on the basis of the ledger. The decision is final only while the caller holds the lock
   * of the table.
   *
   * @param path the path of the file, as container/path
   * @param landed the time at which the file landed
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
   * Whether a person ran a load of this file after it landed and that load published nothing.
   * Earlier versions uploaded a file to {@code landing/} before they loaded it, and left it there
   * after a failure.
   */
  public static boolean isWithdrawn(LedgerEntry load, String path, Instant landed) {
    if (Origin.isRun(load.who())) {
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
