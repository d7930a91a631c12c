package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.RowListener;
import io.quarterdeck.jobs.source.RowListeners;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Groups rows while tasks read them. Spark sends a task's table to the driver when the task
 * succeeds, so retried tasks are counted once. This holds only if an action, such as a write, reads
 * the rows directly and not through a shuffle.
 *
 * @param grouping how rows are grouped
 * @param tables the tasks' tables
 */
public record PassingGroups(Grouping grouping, CollectionAccumulator<GroupTable> tables)
    implements RowListeners {
  /** Creates an instance for one execution of the queries. */
  public static PassingGroups begin(SparkContext context, Grouping grouping) {
    return new PassingGroups(grouping, context.collectionAccumulator());
  }

  @Override
  public RowListener begin() {
    GroupTable table = new GroupTable(grouping);
    return new RowListener() {
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
   * Returns all groups. Call it on the driver after the execution.
   *
   * @return the groups; empty if a task had too many
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
