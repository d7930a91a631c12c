package io.quarterdeck.loader.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a run changed, as far as readers still see it.
 *
 * @param run the run, as {@link TableCommit#run} names it
 * @param time the time of its first change
 * @param days the days whose rows it replaced, in ascending order
 * @param tables the tables that it changed, in the order of the names of the lake
 */
public record RunChanges(
    String run, Instant time, List<LocalDate> days, List<ChangedTable> tables) {
  /**
   * A table that a run changed.
   *
   * @param table its path in the lake
   * @param before the version before the first change; empty if the run created the table
   * @param after the version of the last change
   */
  public record ChangedTable(String table, OptionalLong before, long after) {}

  public RunChanges {
    days = List.copyOf(days);
    tables = List.copyOf(tables);
  }
}
