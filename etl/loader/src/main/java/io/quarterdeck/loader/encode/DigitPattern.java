package io.quarterdeck.loader.encode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Parses a format of digits at fixed positions ({@code dd-MM-yyyy}, {@code
 * yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]}) directly from the bytes. The result equals that of {@link
 * FormatterMoments} for every input.
 */
final class DigitPattern implements MomentParser {
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private final PatternLayout layout;
  private final boolean withTime;
  private final byte[] literals;
  private final int length;
  private final int shortLength;

  private DigitPattern(PatternLayout layout) {
    this.layout = layout;
    this.withTime = layout.hour() >= 0;
    this.literals = layout.literals().getBytes(StandardCharsets.US_ASCII);
    this.length = literals.length;
    this.shortLength = layout.optionalFrom() >= 0 ? layout.optionalFrom() : length;
  }

  /** A parser for dates, if the format has digits at fixed positions and no time. */
  static Optional<MomentParser> ofDays(String format) {
    return PatternLayout.of(format).filter(layout -> !layout.hasTime()).map(DigitPattern::new);
  }

  /** A parser for timestamps, if the format has digits at fixed positions and a time. */
  static Optional<MomentParser> ofMoments(String format) {
    return PatternLayout.of(format).filter(PatternLayout::hasWholeTime).map(DigitPattern::new);
  }

  @Override
  public long parse(byte[] in, int from, int to) {
    int size = to - from;
    if ((size != length && size != shortLength) || !literalsFit(in, from, size)) {
      return NONE;
    }
    int year = digits(in, from + layout.year(), 4);
    int month = digits(in, from + layout.month(), 2);
    int day = digits(in, from + layout.day(), 2);
    if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return NONE;
    }
    long epochDay = epochDay(year, month, day);
    return withTime ? withTime(epochDay, in, from, size) : epochDay;
  }

  private boolean literalsFit(byte[] in, int from, int size) {

    for (int index = 0; index < size; index++) {
      if (literals[index] != 0 && literals[index] != in[from + index]) {
        return false;
      }
    }
    return true;
  }

  private long withTime(long epochDay, byte[] in, int from, int size) {
    int hour = digits(in, from + layout.hour(), 2);
    int minute = layout.minute() < 0 ? 0 : digits(in, from + layout.minute(), 2);
    int second = layout.second() < 0 ? 0 : digits(in, from + layout.second(), 2);
    boolean fractional = layout.fractionDigits() > 0 && layout.fraction() < size;
    int fraction = fractional ? digits(in, from + layout.fraction(), layout.fractionDigits()) : 0;
    if (hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || fraction < 0) {
      return NONE;
    }
    for (int scale = fractional ? layout.fractionDigits() : 6; scale < 6; scale++) {
      fraction *= 10;
    }
    long seconds = ((epochDay * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * MICROS_PER_SECOND + fraction;
  }

  private static int digits(byte[] in, int from, int count) {
    int sum = 0;
    for (int at = from; at < from + count; at++) {
      int digit = in[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      sum = sum * 10 + digit;
    }
    return sum;
  }

  private static int daysOf(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private static int epochDay(int year, int month, int day) {
    int before = year - 1;
    int days = before * 365 + before / 4 - before / 100 + before / 400;
    int leap = month > 2 && isLeap(year) ? 1 : 0;
    // 719162 days are between 0001-01-01 and 1970-01-01.
    return days + DAYS_BEFORE_MONTH[month - 1] + leap + day - 1 - 719162;
  }
}
