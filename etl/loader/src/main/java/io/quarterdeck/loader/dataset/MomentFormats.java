package io.quarterdeck.loader.dataset;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of dates and timestamps: patterns in the letters of java.time, or names of forms that a
 * pattern cannot describe. A text holds one form, or several that are tried in order, joined by
 * {@code " or "}. A pattern cannot contain this word outside of quotes, because {@code o} and
 * {@code r} are reserved letters.
 */
public final class MomentFormats {
  /** Seconds since 1970-01-01 in UTC, perhaps with a fraction. */
  public static final String EPOCH_SECONDS = "epoch-seconds";

  /** Milliseconds since 1970-01-01 in UTC. */
  public static final String EPOCH_MILLISECONDS = "epoch-milliseconds";

  /** The date and time of ISO 8601, with T or a space between them, with or without an offset. */
  public static final String ISO = "iso-8601";

  /** The date and time of RFC 1123, such as {@code Tue, 3 Jun 2008 11:05:30 GMT}. */
  public static final String RFC_1123 = "rfc-1123";

  /** The forms of timestamps that have a name. */
  static final List<String> NAMES = List.of(ISO, RFC_1123, EPOCH_SECONDS, EPOCH_MILLISECONDS);

  private static final int FIRST_TWO_DIGIT_YEAR = 1970;

  /** A pattern with a year of two digits, which is not in quotes. */
  private static final Pattern TWO_DIGIT_YEAR =
      Pattern.compile("((?:[^'u]|'[^']*')*)uu(?!u)((?:[^'u]|'[^']*')*)");

  private static final String SEPARATOR = " or ";

  private MomentFormats() {}

  /** Joins forms to one text. */
  static String join(List<String> formats) {
    return String.join(SEPARATOR, formats);
  }

  /** The forms of a text. */
  public static List<String> split(String text) {
    return Arrays.asList(text.split(SEPARATOR, -1));
  }

  /** Whether the form counts seconds or milliseconds. */
  public static boolean isEpoch(String format) {
    return format.equals(EPOCH_SECONDS) || format.equals(EPOCH_MILLISECONDS);
  }

  /**
   * The formatter of a form that does not count time units: strict, with English names of months
   * and days in upper or lower case.
   *
   * @throws IllegalArgumentException if the form is not a valid pattern
   */
  public static DateTimeFormatter formatter(String format) {
    if (format.equals(RFC_1123)) {
      return DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);
    }
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    if (format.equals(ISO)) {
      builder
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]");
    } else {
      String pattern = withProlepticYear(format);
      if (hasNames(pattern)) {
        builder.parseCaseInsensitive();
      }
      append(builder, pattern);
    }
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  /** A year of two digits is from 1970 to 2069, as in PostgreSQL. */
  private static void append(DateTimeFormatterBuilder builder, String pattern) {
    Matcher year = TWO_DIGIT_YEAR.matcher(pattern);
    if (!year.matches()) {
      builder.appendPattern(pattern);
      return;
    }
    if (!year.group(1).isEmpty()) {
      builder.appendPattern(year.group(1));
    }
    builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_TWO_DIGIT_YEAR);
    if (!year.group(2).isEmpty()) {
      builder.appendPattern(year.group(2));
    }
  }

  private static boolean hasNames(String pattern) {
    String plain = pattern.replaceAll("'[^']*'", "");
    return plain.contains("MMM") || plain.contains("E") || plain.contains("a");
  }

  /** The strict resolver requires an era for y, so y is replaced with u, except in quoted text. */
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
