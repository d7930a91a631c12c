package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Parses any format of java.time with the strict resolver and English names of months and days.
 * {@code y} is read as {@code u}, because the strict resolver requires an era for {@code y}. Values
 * with digits beyond the microsecond are refused, not rounded.
 */
final class FormatterMoments implements MomentParser {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final DateTimeFormatter formatter;
  private final boolean withTime;

  private FormatterMoments(String format, boolean withTime) {
    try {
      this.formatter =
          DateTimeFormatter.ofPattern(withProlepticYear(format), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw Failure.causedBy(
          e,
          "Cannot use the format \"%s\": %s; expected letters of java.time such as "
              + "dd-MM-yyyy. Change it in the dataset.",
          format,
          e.getMessage());
    }
    this.withTime = withTime;
  }

  static MomentParser ofDays(String format) {
    return new FormatterMoments(format, false);
  }

  static MomentParser ofMoments(String format) {
    return new FormatterMoments(format, true);
  }

  @Override
  public long parse(byte[] in, int from, int to) {
    try {
      TemporalAccessor parsed =
          formatter.parse(new String(in, from, to - from, StandardCharsets.UTF_8));
      return withTime ? micros(LocalDateTime.from(parsed)) : days(LocalDate.from(parsed));
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static long days(LocalDate date) {
    return date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? NONE : date.toEpochDay();
  }

  private static long micros(LocalDateTime moment) {
    long nanos = moment.toLocalTime().toNanoOfDay();
    long day = days(moment.toLocalDate());
    return day == NONE || nanos % 1000 != 0 ? NONE : day * MICROS_PER_DAY + nanos / 1000;
  }

  private static String withProlepticYear(String format) {
    StringBuilder result = new StringBuilder(format);
    boolean quoted = false;
    for (int index = 0; index < format.length(); index++) {
      quoted ^= format.charAt(index) == '\'';
      if (!quoted && format.charAt(index) == 'y' && format.indexOf('G') < 0) {
        result.setCharAt(index, 'u');
      }
    }
    return result.toString();
  }
}
