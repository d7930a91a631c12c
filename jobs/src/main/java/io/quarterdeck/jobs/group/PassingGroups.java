package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.RowWatch;
import io.quarterdeck.jobs.source.RowWatches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Groups rows as tasks read them. Each task's table comes to the driver with the task's success:
 * one that is tried again is counted once, if the rows are read by an action that is not another's
 * shuffle, as by writing.
 *
 * @param grouping how
 * @param tables the tasks' tables
 */
public record PassingGroups(Grouping grouping, CollectionAccumulator<GroupTable> tables)
    implements RowWatches {
  /** For the next reading. */
  public static PassingGroups begin(SparkContext context, Grouping grouping) {
    return new PassingGroups(grouping, context.collectionAccumulator());
  }

  @Override
  public RowWatch begin() {
    GroupTable table = new GroupTable(grouping);
    return new RowWatch() {
      @Override
      public void row(InternalRow row) {
        table.add(row);
      }

      @Override
      public void end() {
        tables.add(table);
      }
    };
  }

  /**
   * All groups, on the driver, once the reading has ended.
   *
   * @return empty when there were too many for one of the tasks
   */
  public Optional<List<Group>> all() {
    Map<GroupKey, GroupSums> all = new HashMap<>();
    for (GroupTable table : tables.value()) {
      if (table.isOverfull()) {
        return Optional.empty();
      }
      table.mergeInto(all);
    }
    return Optional.of(
        all.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue())).toList());
  }
}
