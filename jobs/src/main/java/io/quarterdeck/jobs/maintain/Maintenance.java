package io.quarterdeck.jobs.maintain;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
 */
public record Maintenance(LakeRoot lake, Progress progress) {
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
    lake.change(() -> table.optimize().executeCompaction());
    table.vacuum();
    progress.note(
        "%s: version %d, %d files."
            .formatted(
                name, lake.version(path), table.detail().select("numFiles").head().getLong(0)));
  }
}
