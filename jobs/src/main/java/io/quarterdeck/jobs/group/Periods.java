package io.quarterdeck.jobs.group;

import java.time.LocalDate;

/**
 * In which period a day is. Periods begin with a month, which is counted from the year 0. Days come
 * again and again, so those seen last are remembered. Not thread-safe.
 */
final class Periods {
  private static final int MONTHS = 12;
  private static final long DAY_MICROSECONDS = 86_400_000_000L;

  /** A power of two, more than the days of a year or two. */
  private static final int REMEMBERED = 1024;

  private final int months;
  private final int[] days = new int[REMEMBERED];
  private final Integer[] firstMonths = new Integer[REMEMBERED];

  Periods(int months) {
    this.months = months;
  }

  /** The day of a timestamp, from microseconds since 1970. */
  static int day(long microseconds) {
    return Math.toIntExact(Math.floorDiv(microseconds, DAY_MICROSECONDS));
  }

  /** The first day of the period that begins with this month. */
  static LocalDate firstDay(int month) {
    return LocalDate.of(Math.floorDiv(month, MONTHS), Math.floorMod(month, MONTHS) + 1, 1);
  }

  /**
   * The month that the day's period begins with.
   *
   * @param day days since 1970
   */
  Integer firstMonth(int day) {
    int place = day & (REMEMBERED - 1);
    if (days[place] != day || firstMonths[place] == null) {
      LocalDate date = LocalDate.ofEpochDay(day);
      int month = date.getYear() * MONTHS + date.getMonthValue() - 1;
      days[place] = day;
      firstMonths[place] = month - Math.floorMod(month, months);
    }
    return firstMonths[place];
  }
}
