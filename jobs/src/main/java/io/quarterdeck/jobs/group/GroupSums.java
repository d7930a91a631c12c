package io.quarterdeck.jobs.group;

import java.io.Serializable;

/** The row count of a group and the sums of its columns. Not thread-safe. */
final class GroupSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final ExactTotal[] totals;
  private long rows;

  GroupSums(int columns) {
    totals = new ExactTotal[columns];
    for (int i = 0; i < columns; i++) {
      totals[i] = new ExactTotal();
    }
  }

  void countRow() {
    rows++;
  }

  long rows() {
    return rows;
  }

  ExactTotal total(int column) {
    return totals[column];
  }

  /** Returns empty sums with the same number of columns. */
  GroupSums empty() {
    return new GroupSums(totals.length);
  }

  /** Adds the sums of the same group from another task. */
  void add(GroupSums other) {
    rows += other.rows;
    for (int i = 0; i < totals.length; i++) {
      totals[i].add(other.totals[i]);
    }
  }
}
