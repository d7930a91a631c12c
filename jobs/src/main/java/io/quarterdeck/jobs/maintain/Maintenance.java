package io.quarterdeck.jobs.maintain;

import static org.apache.spark.sql.functions.min;

import io.delta.tables.DeltaTable;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;

/**
 * Maintains tables of a lake: deletes old rows, compacts small files, and deletes files that no
 * version of the last seven days needs. Seven days are Delta's default and the minimum that it
 * accepts (Delta Lake, "Remove files no longer referenced by a Delta table").
 *
 * <p>There is no {@code ANALYZE}: it needs the name of a table in a catalog, and these tables have
 * only a path (Azure Databricks, "ANALYZE TABLE … COMPUTE STATISTICS": the name must not include a
 * path). Delta collects the statistics of each file when the file is written.
 *
 * @param lake the lake
 * @param progress receives what is done
 * @param clock the clock of the storage account
 */
public record Maintenance(LakeRoot lake, Progress progress, Clock clock) {
  /**
   * How long VACUUM keeps a file that the current version does not need: Delta's default for {@code
   * delta.deletedFileRetentionDuration}.
   */
  public static final Duration FILES_KEPT = Duration.ofDays(7);

  /** Maintains those of the tables that exist. */
  public void run(List<MaintainedTable> tables) {
    tables.forEach(each -> maintain(each.name(), each.old()));
  }

  private void maintain(String name, Optional<String> old) {
    String path = lake.at(name);
    if (!lake.exists(path)) {
      return;
    }
    progress.phase("Maintaining " + name);
    DeltaTable table = DeltaTable.forPath(lake.session(), path);
    old.ifPresent(rows -> lake.change(() -> table.delete(rows)));
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
