package io.quarterdeck.jobs.maintain;

import static org.apache.spark.sql.functions.min;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;

/**
 * Maintains all tables of the lakehouse: deletes old rows, compacts small files, and deletes files
 * that no version of the last seven days needs. Seven days are Delta's default and the minimum that
 * it accepts (Delta Lake, "Remove files no longer referenced by a Delta table").
 *
 * <p>There is no {@code ANALYZE}: it needs the name of a table in a catalog, and these tables have
 * only a path (Azure Databricks, "ANALYZE TABLE … COMPUTE STATISTICS": the name must not include a
 * path). Delta collects the statistics of each file when the file is written.
 *
 * <p>Only bronze and repaired rows of quarantine have a retention. Silver and gold keep all rows,
 * and rows that wait for a repair are kept.
 *
 * @param lake the lake
 * @param progress receives what is done
 * @param clock the clock of the storage account
 */
public record Maintenance(LakeRoot lake, Progress progress, Clock clock) {
  /** Delta's default for {@code delta.deletedFileRetentionDuration}. */
  private static final Duration FILES_KEPT = Duration.ofDays(7);

  /**
   * Maintains the tables that exist.
   *
   * @param today the current day
   * @param retentionDays the number of days for which bronze and repaired rows are kept
   */
  public void run(LocalDate today, long retentionDays) {
    LocalDate oldest = today.minusDays(retentionDays);
    for (LakehouseSource source : LakehouseSource.values()) {
      maintain("bronze/" + source.dataset(), "_day < date'" + oldest + "'");
      maintain("silver/" + source.dataset(), "");
      maintain(
          "quarantine/" + source.dataset(), "replayed is not null and _day < date'" + oldest + "'");
    }
    for (String gold : gold()) {
      maintain(gold, "");
    }
  }

  private static List<String> gold() {
    List<String> names = new ArrayList<>();
    for (LakeName name : LakeName.values()) {
      if (name.lakeName().startsWith("gold/")) {
        names.add(name.lakeName());
      }
    }
    return names;
  }

  /**
   * Maintains a table.
   *
   * @param old the condition for rows that are deleted; empty for none
   */
  private void maintain(String name, String old) {
    String path = lake.at(name);
    if (!lake.exists(path)) {
      return;
    }
    progress.phase("Maintaining " + name);
    DeltaTable table = DeltaTable.forPath(lake.session(), path);
    if (!old.isEmpty()) {
      lake.change(() -> table.delete(old));
    }
    AtomicLong files = new AtomicLong();
    lake.change(() -> files.set(compact(table)));
    String vacuumed = "vacuumed";
    if (hasOldFiles(table)) {
      table.vacuum();
    } else {
      vacuumed = "younger than %d days, so no file is deleted".formatted(FILES_KEPT.toDays());
    }
    progress.note(
        "%s: version %d, %d files, %s.".formatted(name, lake.version(path), files.get(), vacuumed));
  }

  /** Compacts small files, and returns the number of files of the table afterwards. */
  private static long compact(DeltaTable table) {
    Row files =
        table
            .optimize()
            .executeCompaction()
            .select(
                "metrics.totalConsideredFiles", "metrics.numFilesRemoved", "metrics.numFilesAdded")
            .head();
    return files.getLong(0) - files.getLong(1) + files.getLong(2);
  }

  /**
   * Returns whether the table may have files that VACUUM deletes. It lists all files of the table,
   * but deletes none that is younger than the retention. A table whose first commit is younger has
   * no older file.
   */
  private boolean hasOldFiles(DeltaTable table) {
    Row first = table.history().agg(min("timestamp")).head();
    return first.getTimestamp(0).toInstant().isBefore(clock.instant().minus(FILES_KEPT));
  }
}
