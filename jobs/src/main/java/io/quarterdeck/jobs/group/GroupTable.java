package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The groups of one task's rows. If there are more groups than allowed, the table is unusable and
 * ignores further rows. Not thread-safe.
 */
final class GroupTable implements Serializable {
  private static final long serialVersionUID = 1;

  private final Map<GroupKey, GroupSums> groups = new HashMap<>();
  private final int mostGroups;
  private final transient KeyColumn[] keys;
  private final transient SummedColumn[] summed;
  private final transient GroupKey sought;

  GroupTable(Grouping grouping) {
    this.mostGroups = grouping.mostGroups();
    this.keys = grouping.keyColumns();
    this.summed = grouping.summed();
    this.sought = new GroupKey(keys.length);
  }

  void add(InternalRow row) {
    if (isOverfull()) {
      return;
    }
    for (int i = 0; i < keys.length; i++) {
      sought.set(i, keys[i].of(row));
    }
    GroupSums found = groups.get(sought.filled());
    if (found == null) {
      found = new GroupSums(summed.length);
      groups.put(sought.copy(), found);
    }
    found.countRow();
    for (int i = 0; i < summed.length; i++) {
      summed[i].add(row, found.total(i));
    }
  }

  /** Whether there were more groups than allowed. */
  boolean isOverfull() {
    return groups.size() > mostGroups;
  }

  /** Adds the groups of this table to those of other tasks. */
  void mergeInto(Map<GroupKey, GroupSums> all) {
    groups.forEach((key, sums) -> all.computeIfAbsent(key, any -> sums.empty()).add(sums));
  }
}
