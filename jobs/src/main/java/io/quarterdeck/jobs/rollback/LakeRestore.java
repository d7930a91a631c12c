package io.quarterdeck.jobs.rollback;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.contract.RestorePlan.Step;
import io.quarterdeck.jobs.gold.TableCounts;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.maintain.Maintenance;
import io.quarterdeck.jobs.silver.WaitingRows;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.TopicsCsv;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.history.LakeHistory;
import io.quarterdeck.loader.history.TableHistory;
import io.quarterdeck.loader.progress.Progress;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * Restores the tables of a plan, each in one commit, and then writes the files in {@code BI} from
 * them. All checks are done before the first table changes. A file in the lake contains the plan
 * until the end. If the restore is killed, another one with the same plan ends with the same
 * tables: it leaves out the tables that have the rows of their versions already.
 *
 * <p>{@code RESTORE} is a change of the data that creates a new version. It fails if VACUUM deleted
 * a file of the earlier version (Azure Databricks, "Work with table history", "Restore a table to
 * an earlier state").
 *
 * @param lake the lake
 * @param progress receives what is done
 */
public record LakeRestore(LakeRoot lake, Progress progress) {
  /**
   * Restores the tables.
   *
   * @throws Failure if another run changed a table, or an earlier version is not complete anymore.
   *     If the first check finds this, nothing was changed
   */
  public void run(RestorePlan plan) {
    progress.phase("Checking the versions of the tables");
    LakeHistory history = LakeHistory.read(lake);
    List<Step> open =
        plan.steps().stream()
            .filter(step -> isOpen(plan, step, table(plan, step, history)))
            .toList();
    open.forEach(step -> checkFiles(plan, step));
    lake.write(LakeName.UNFINISHED_ROLLBACK.lakeName(), plan.toString());
    for (Step step : open) {
      restore(plan, step, table(plan, step, history).newest());
    }
    writeFiles();
    lake.delete(LakeName.UNFINISHED_ROLLBACK.lakeName());
  }

  private static TableHistory table(RestorePlan plan, Step step, LakeHistory history) {
    return history
        .table(step.table())
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot roll back run %s: found no table %s; expected version %d of it. Restore"
                        + " the table, then run the rollback again.",
                    plan.run(), step.table(), step.from()));
  }

  /** The maintenance may have created versions with the same rows in the meantime. */
  private static boolean isOpen(RestorePlan plan, Step step, TableHistory table) {
    long now = table.rows(OptionalLong.of(table.newest()));
    if (now == table.rows(step.to())) {
      return false;
    }
    if (now != table.rows(OptionalLong.of(step.from()))) {
      throw changed(plan, step, table.newest());
    }
    return true;
  }

  private static Failure changed(RestorePlan plan, Step step, long found) {
    return Failure.of(
        "Cannot roll back run %s: found version %d of the table %s, which another run wrote in the"
            + " meantime; expected the rows of version %d. Wait for the end of all runs, then start"
            + " the rollback again.",
        plan.run(), found, step.table(), step.from());
  }

  /** Checks that the log and the data files of the earlier version exist. */
  private void checkFiles(RestorePlan plan, Step step) {
    if (step.to().isEmpty()) {
      return;
    }
    long version = step.to().getAsLong();
    Set<String> missing = files(plan, step, version);
    missing.removeAll(Set.copyOf(lake.list(step.table())));
    if (!missing.isEmpty()) {
      throw Failure.of(
          "Cannot roll back run %s: found that %d files of version %d of the table %s were deleted;"
              + " expected all of them. VACUUM keeps the files of older versions for %d days."
              + " Nothing was changed. Copy and ingest the corrected days instead.",
          plan.run(), missing.size(), version, step.table(), Maintenance.FILES_KEPT.toDays());
    }
  }

  /** Scala does not declare the exceptions of Delta for versions that do not exist anymore. */
  private Set<String> files(RestorePlan plan, Step step, long version) {
    Set<String> names = new HashSet<>();
    try {
      for (String file : lake.read(lake.at(step.table()), version).inputFiles()) {
        names.add(new Path(file).getName());
      }
    } catch (Exception e) {
      throw Failure.causedBy(
          e,
          "Cannot roll back run %s: found no readable version %d of the table %s (%s); expected it."
              + " Delta keeps the log of older versions for 30 days. Nothing was changed. Copy and"
              + " ingest the corrected days instead.",
          plan.run(),
          version,
          step.table(),
          Causes.brief(e));
    }
    return names;
  }

  private void restore(RestorePlan plan, Step step, long checked) {
    progress.phase("Restoring " + step.table());
    String path = lake.at(step.table());
    long found = lake.version(path);
    if (found != checked) {
      throw changed(plan, step, found);
    }
    DeltaTable table = DeltaTable.forPath(lake.session(), path);
    try {
      if (step.to().isPresent()) {
        table.restoreToVersion(step.to().getAsLong());
      } else {
        table.delete();
      }
    } catch (ConcurrentModificationException e) {
      // Delta's exceptions for conflicts between commits extend this one.
      throw changed(plan, step, lake.version(path));
    }
    progress.note(
        "%s: version %d has the rows %s."
            .formatted(
                step.table(),
                lake.version(path),
                step.to().isPresent()
                    ? "of version " + step.to().getAsLong()
                    : "from before its first version: none"));
  }

  private void writeFiles() {
    progress.phase("Writing the files for other programs");
    new TableCounts(lake).write();
    for (LakehouseSource source : LakehouseSource.values()) {
      if (lake.exists(lake.bronze(source.dataset()))) {
        new WaitingRows(lake, source.dataset()).write();
      }
    }
    if (Stream.of(LakeName.QUESTION_TOPICS, LakeName.TOPIC_DRIFT, LakeName.TOPICS_OF_THE_DAY)
        .allMatch(name -> lake.exists(lake.at(name)))) {
      new TopicsCsv(lake).write();
      new ResultFiles(lake).write();
    }
  }
}
