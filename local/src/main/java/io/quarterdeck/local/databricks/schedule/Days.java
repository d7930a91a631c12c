package io.quarterdeck.local.databricks.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The days of a Quartz expression: its fields day of month and day of week, one of which is ?. */
final class Days {
  private static final List<String> NAMES =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private Days() {}

  /** The days that both fields, checked already, allow. */
  static Predicate<LocalDate> of(String ofMonth, String ofWeek) {
    return ofMonth.equals("?")
        ? ofWeek(ofWeek.toUpperCase(Locale.ROOT))
        : ofMonth(ofMonth.toUpperCase(Locale.ROOT));
  }

  private static Predicate<LocalDate> ofMonth(String text) {
    if (text.equals("L")) {
      return day -> day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (text.equals("LW")) {
      return day -> day.equals(nearestWorkday(day, day.lengthOfMonth()));
    }
    if (text.startsWith("L-")) {
      int before = Integer.parseInt(text.substring(2));
      return day -> day.getDayOfMonth() == day.lengthOfMonth() - before;
    }
    if (text.endsWith("W")) {
      int wanted = Integer.parseInt(text.substring(0, text.length() - 1));
      return day -> wanted <= day.lengthOfMonth() && day.equals(nearestWorkday(day, wanted));
    }
    BitSet days = Numbered.read(text, 1, 31, List.of());
    return day -> days.get(day.getDayOfMonth());
  }

  /** The workday nearest to that day of the month, within the month. */
  private static LocalDate nearestWorkday(LocalDate month, int dayOfMonth) {
    LocalDate day = month.withDayOfMonth(dayOfMonth);
    if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
      return dayOfMonth == 1 ? day.plusDays(2) : day.minusDays(1);
    }
    if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
      return dayOfMonth == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
    }
    return day;
  }

  private static Predicate<LocalDate> ofWeek(String text) {
    if (text.contains("#")) {
      return List.of(text.split(",", -1)).stream()
          .map(Days::nth)
          .reduce(day -> false, Predicate::or);
    }
    if (text.endsWith("L") && text.length() > 1) {
      DayOfWeek wanted = dayOfWeek(text.substring(0, text.length() - 1));
      return day -> day.equals(day.with(TemporalAdjusters.lastInMonth(wanted)));
    }
    // L alone is the last day of the week, Saturday.
    BitSet days = Numbered.read(text.equals("L") ? "7" : text, 1, 7, NAMES);
    return day -> days.get(day.getDayOfWeek().getValue() % 7 + 1);
  }

  private static Predicate<LocalDate> nth(String item) {
    String[] parts = item.split("#", 2);
    if (parts.length == 1) {
      BitSet days = Numbered.read(item, 1, 7, NAMES);
      return day -> days.get(day.getDayOfWeek().getValue() % 7 + 1);
    }
    DayOfWeek wanted = dayOfWeek(parts[0]);
    int nth = Integer.parseInt(parts[1]);
    return day -> day.getDayOfWeek() == wanted && (day.getDayOfMonth() - 1) / 7 + 1 == nth;
  }

  /** Quartz counts from Sunday, which is 1. */
  private static DayOfWeek dayOfWeek(String text) {
    int word = NAMES.indexOf(text);
    int number = word >= 0 ? word + 1 : Integer.parseInt(text);
    return number == 1 ? DayOfWeek.SUNDAY : DayOfWeek.of(number - 1);
  }
}
