package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Optional;

/** Validates a pattern of java.time by formatting a value and parsing the result. */
final class DateFormat {
  /** Each field differs from the defaults of parsing, and the hour needs a 24-hour clock. */
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2021, 11, 28, 13, 0, 0);

  private static final String DATE =
      "a pattern of java.time that holds a whole date, such as dd-MM-yyyy";
  private static final String TIMESTAMP =
      "a pattern of java.time that holds a whole date and a time, such as yyyy-MM-dd HH:mm:ss";

  private DateFormat() {}

  static Optional<String> date(YamlValue field) {
    return check(field, DATE, SAMPLE.toLocalDate(), LocalDate::from);
  }

  static Optional<String> timestamp(YamlValue field) {
    return check(field, TIMESTAMP, SAMPLE, LocalDateTime::from);
  }

  private static <T extends TemporalAccessor> Optional<String> check(
      YamlValue field, String expected, T sample, TemporalQuery<T> query) {
    Optional<String> pattern = field.text(expected);
    if (pattern.isPresent() && !holds(pattern.get(), sample, query)) {
      field.problem(expected);
      return Optional.empty();
    }
    return pattern;
  }

  private static <T extends TemporalAccessor> boolean holds(
      String pattern, T sample, TemporalQuery<T> query) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(properYears(pattern), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      return formatter.parse(formatter.format(sample), query).equals(sample);
    } catch (IllegalArgumentException | DateTimeException doesNotHold) {
      return false;
    }
  }

  /** The strict resolver expects an era with y, so y is replaced with u, except in quoted text. */
  private static String properYears(String pattern) {
    StringBuilder proper = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < proper.length(); i++) {
      char letter = proper.charAt(i);
      quoted ^= letter == '\'';
      if (letter == 'y' && !quoted) {
        proper.setCharAt(i, 'u');
      }
    }
    return proper.toString();
  }
}
