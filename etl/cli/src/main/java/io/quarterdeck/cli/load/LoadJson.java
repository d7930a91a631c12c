package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.FileCheck;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.loader.rows.RowSummary;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The result of {@code load} or {@code check} as a JSON object with the fields loadId, dataset,
 * file, sha256, rowsRead, rowsLoaded, rowsRejected, duplicates, seconds, status and rejectsFile;
 * missing values are null. The result of {@code load} also has datasetChanges: the changes of the
 * dataset file since a load of the same content. The result of {@code check} also has complete:
 * whether the check read the whole file.
 */
final class LoadJson {
  private LoadJson() {}

  static String loaded(Dataset dataset, LoadResult result) {
    LedgerEntry entry = result.entry();
    return new JsonObject()
        .with("loadId", entry.id())
        .with("dataset", dataset.name())
        .with("file", entry.file())
        .with("sha256", entry.sha256())
        .with("rowsRead", entry.rowsRead())
        .with("rowsLoaded", entry.rowsLoaded())
        .with("rowsRejected", entry.rowsRejected())
        .with("duplicates", entry.duplicates())
        .with("seconds", milliseconds(result.seconds()))
        .with("status", result.outcome().name().toLowerCase(Locale.ROOT))
        .with("rejectsFile", entry.rejectsFile())
        .with("datasetChanges", result.datasetChanges())
        .with("correlationId", entry.correlationId())
        .text();
  }

  /**
   * Returns the result of a check. The status is "rejected" if there are more rejects than allowed;
   * otherwise it is "checked".
   */
  static String checked(
      String name, FileCheck check, FileDigest digest, FileCheck.Result result, double seconds) {
    RowSummary summary = result.summary();
    return new JsonObject()
        .with("loadId", OptionalLong.empty())
        .with("dataset", check.reading().dataset().name())
        .with("file", name)
        .with("sha256", digest.sha256())
        .with("rowsRead", summary.rowsRead())
        .with("rowsLoaded", 0)
        .with("rowsRejected", summary.rowsRejected())
        .with("duplicates", summary.duplicates())
        .with("seconds", milliseconds(seconds))
        .with("status", check.accepts(result) ? "checked" : "rejected")
        .with("rejectsFile", result.rejectsFile())
        .with("complete", summary.extent() == RowSummary.Extent.WHOLE_FILE)
        .text();
  }

  /** Rounds to milliseconds. */
  private static double milliseconds(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}
