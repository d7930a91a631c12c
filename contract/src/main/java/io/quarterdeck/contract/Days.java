package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days of a run of the lakehouse, in their order. A run can have several days, so that a
 * backfill does not start a cluster for each day.
 *
 * @param days at least one day and at most {@link #MOST}, each once, in ascending order
 */
public record Days(List<LocalDate> days) {
  /** The text that stands for the newest day that was copied, where a job permits it. */
  public static final String NEWEST = "newest";

  /** The maximum number of days of a run. */
  public static final int MOST = 366;

  private static final String SEPARATOR = ",";

  /**
   * Creates the days from days in any order.
   *
   * @throws IllegalArgumentException if there is no day, or there are too many
   */
  public Days {
    days = days.stream().sorted().distinct().toList();
    if (days.isEmpty() || days.size() > MOST) {
      throw new IllegalArgumentException(
          days.size() + " days; expected at least one and at most " + MOST);
    }
  }

  /** Returns one day. */
  public static Days of(LocalDate day) {
    return new Days(List.of(day));
  }

  /**
   * Returns all days of an interval.
   *
   * @param first the first day
   * @param last the last day
   * @throws IllegalArgumentException if the last day is before the first one, or there are too many
   *     days
   */
  public static Days between(LocalDate first, LocalDate last) {
    return new Days(
        Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
            .limit(MOST + 1L)
            .toList());
  }

  /**
   * Parses days such as {@code 2026-11-29,2026-11-30}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Days parse(String text) {
    try {
      return new Days(
          Arrays.stream(text.split(SEPARATOR, -1))
              .map(String::strip)
              .map(LocalDate::parse)
              .toList());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "'; expected a day such as 2026-11-30, or several days with commas", e);
    }
  }

  /** Returns the first day. */
  public LocalDate first() {
    return days.get(0);
  }

  /** Returns the last day. */
  public LocalDate last() {
    return days.get(days.size() - 1);
  }

  /** Returns the text that {@link #parse} accepts. */
  @Override
  public String toString() {
    return days.stream().map(LocalDate::toString).collect(joining(SEPARATOR));
  }
}
