package io.quarterdeck.jobs.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Days in UTC, as conditions on a column.
 *
 * @param days the days
 */
record DaySet(SortedSet<LocalDate> days) {
  DaySet {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
  }

  static DaySet of(Collection<LocalDate> days) {
    return new DaySet(new TreeSet<>(days));
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** Days without a gap between them. The end is exclusive. */
  private record Range(LocalDate from, LocalDate until) {}

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (LocalDate day : days) {
      Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last.until().equals(day)) {
        ranges.set(ranges.size() - 1, new Range(last.from(), day.plusDays(1)));
      } else {
        ranges.add(new Range(day, day.plusDays(1)));
      }
    }
    return ranges;
  }

  /**
   * Returns the condition that a column is within these days, for a session in UTC. The literals
   * have the type of the column, so that Delta can compare them with the statistics of its files.
   *
   * @param type the type of the column, a date or a timestamp
   */
  String condition(String column, DataType type) {
    return isEmpty()
        ? "false"
        : ranges().stream()
            .map(
                range ->
                    "(%1$s >= %2$s AND %1$s < %3$s)"
                        .formatted(
                            column, literal(range.from(), type), literal(range.until(), type)))
            .collect(Collectors.joining(" OR "));
  }

  /** Returns the condition that a time is not before the first day; there must be one. */
  String fromFirst(String column) {
    return column + " >= " + literal(days.first(), DataTypes.TimestampType);
  }

  private static String literal(LocalDate day, DataType type) {
    return type.equals(DataTypes.DateType)
        ? "date'" + day + "'"
        : "timestamp'" + day + "T00:00:00Z'";
  }

  /** Returns the days in words; there must be one. */
  String words() {
    return days.size() == 1
        ? "1 day, " + days.first()
        : "%d days from %s to %s".formatted(days.size(), days.first(), days.last());
  }
}
