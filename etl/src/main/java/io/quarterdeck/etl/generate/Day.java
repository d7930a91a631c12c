package io.quarterdeck.etl.generate;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * One day of the reference file.
 *
 * @param date the day
 * @param weight how many rows it has beside the other days
 */
record Day(LocalDate date, long weight) {
  private static final int YEAR = 2022;

  /** The days of 2022 in their order. */
  static List<Day> year() {
    LocalDate first = LocalDate.of(YEAR, 1, 1);
    return first.datesUntil(first.plusYears(1)).map(Day::of).toList();
  }

  /** The day as {@code dd-MM-yyyy}, and a comma. */
  byte[] text() {
    String text =
        twoDigits(date.getDayOfMonth()) + "-" + twoDigits(date.getMonthValue()) + "-" + YEAR + ",";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Day of(LocalDate date) {
    long weight = 0;
    for (Domain domain : Domain.ALL) {
      weight += domain.weight(date.getMonthValue());
    }
    return new Day(date, weight * ofTen(date.getDayOfWeek()));
  }

  /** On Sundays less is paid than on other days. */
  private static int ofTen(DayOfWeek day) {
    return switch (day) {
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> 10;
      case SATURDAY -> 9;
      case SUNDAY -> 7;
    };
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }
}
