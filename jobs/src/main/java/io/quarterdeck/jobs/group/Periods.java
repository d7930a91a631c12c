package io.quarterdeck.jobs.group;

import io.quarterdeck.loader.postgres.BinaryCopy;
import java.time.LocalDate;

/**
 * Maps days to periods. A period is identified by its first month, counted from the year 0. The
 * last days are cached, because days repeat in many rows. Not thread-safe.
 */
final class Periods {
  private static final int MONTHS = 12;

  /** The size of the cache: a power of two, larger than the number of days in two years. */
  private static final int REMEMBERED = 1024;

  private final int months;
  private final int[] days = new int[REMEMBERED];
  private final Integer[] firstMonths = new Integer[REMEMBERED];

  Periods(int months) {
    this.months = months;
  }

  /** Returns the day of a timestamp, given in microseconds since 1970. */
  static int day(long microseconds) {
    return Math.toIntExact(Math.floorDiv(microseconds, BinaryCopy.MICROSECONDS_PER_DAY));
  }

  /** Returns the first day of the period that begins with this month. */
  static LocalDate firstDay(int month) {
    return LocalDate.of(Math.floorDiv(month, MONTHS), Math.floorMod(month, MONTHS) + 1, 1);
  }

  /**
   * Returns the first month of a day's period.
   *
   * @param day the day, in days since 1970
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
