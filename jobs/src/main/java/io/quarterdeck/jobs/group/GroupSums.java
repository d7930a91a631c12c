package io.quarterdeck.jobs.group;

import java.io.Serializable;

/** How many rows a group has, and the sums of its columns. Not thread-safe. */
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

  /** The sums of no rows, of as many columns. */
  GroupSums empty() {
    return new GroupSums(totals.length);
  }

  /** Takes in what a task found of the same group. */
  void add(GroupSums other) {
    rows += other.rows;
    for (int i = 0; i < totals.length; i++) {
      totals[i].add(other.totals[i]);
    }
  }
}
