package io.quarterdeck.cli.generate;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * A day of the reference file.
 *
 * @param date the date
 * @param weight the number of rows in relation to other days
 */
record Day(LocalDate date, long weight) {
  private static final int YEAR = 2022;

  /** The days of 2022, in order. */
  static List<Day> year() {
    LocalDate first = LocalDate.of(YEAR, 1, 1);
    return first.datesUntil(first.plusYears(1)).map(Day::of).toList();
  }

  /** The date as {@code dd-MM-yyyy}, followed by a comma. */
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

  /** The weight of a day of the week. Weekends have fewer payments. */
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
