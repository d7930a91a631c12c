package io.quarterdeck.local.databricks.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a Quartz expression fires. A time that a zone's change to summer leaves out fires as much
 * later; one that it has twice fires once, the first time. Immutable.
 */
final class QuartzSchedule {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private static final int LAST_YEAR = 2099;

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet months;
  private final BitSet years;
  private final Predicate<LocalDate> days;
  private final ZoneId zone;

  /**
   * Reads an expression.
   *
   * @param expression one in which {@code QuartzExpression} finds no problem
   */
  QuartzSchedule(String expression, ZoneId zone) {
    String[] fields = expression.strip().split("\\s+", -1);
    this.seconds = Numbered.read(fields[0], 0, 59, List.of());
    this.minutes = Numbered.read(fields[1], 0, 59, List.of());
    this.hours = Numbered.read(fields[2], 0, 23, List.of());
    this.months = Numbered.read(fields[4], 1, 12, MONTHS);
    this.years = Numbered.read(fields.length == 7 ? fields[6] : "*", 1970, LAST_YEAR, List.of());
    this.days = Days.of(fields[3], fields[5]);
    this.zone = zone;
  }

  /** The first time after that one, if there is any before the year 2100. */
  Optional<Instant> after(Instant instant) {
    // A change of the clock may have put the day's last time after midnight.
    LocalDate day = instant.atZone(zone).toLocalDate().minusDays(1);
    while (day.getYear() <= LAST_YEAR) {
      if (years.get(day.getYear()) && months.get(day.getMonthValue()) && days.test(day)) {
        Optional<Instant> time = onDay(day, instant);
        if (time.isPresent()) {
          return time;
        }
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  private Optional<Instant> onDay(LocalDate day, Instant after) {
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        for (int second = seconds.nextSetBit(0);
            second >= 0;
            second = seconds.nextSetBit(second + 1)) {
          Instant time =
              ZonedDateTime.of(day, LocalTime.of(hour, minute, second), zone).toInstant();
          if (time.isAfter(after)) {
            return Optional.of(time);
          }
        }
      }
    }
    return Optional.empty();
  }
}
