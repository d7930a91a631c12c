package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Validates forms of dates and times by formatting a value and parsing the result. */
final class DateFormat {
  /** Each field differs from the defaults of parsing, and the hour needs a 24-hour clock. */
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2021, 11, 28, 13, 0, 0);

  private static final String DATE =
      "a pattern of java.time that holds a whole date, such as dd-MM-yyyy";
  private static final String TIMESTAMP =
      "a pattern of java.time that holds a whole date and a time, such as yyyy-MM-dd HH:mm:ss, or"
          + " one of "
          + String.join(", ", MomentFormats.NAMES);

  /** Whether a form describes a whole value. */
  private interface Check {
    boolean holds(String format);
  }

  private DateFormat() {}

  static Optional<String> date(YamlValue field) {
    return formats(
        field,
        DATE,
        format ->
            !MomentFormats.NAMES.contains(format)
                && holds(format, SAMPLE.toLocalDate(), LocalDate::from));
  }

  static Optional<String> timestamp(YamlValue field) {
    return formats(
        field,
        TIMESTAMP,
        format ->
            MomentFormats.NAMES.contains(format)
                || holds(format, SAMPLE, LocalDateTime::from)
                || holds(format, SAMPLE.atOffset(ZoneOffset.UTC), LocalDateTime::from));
  }

  private static Optional<String> formats(YamlValue field, String expected, Check check) {
    if (!(field.node() instanceof SequenceNode)) {
      return format(field, expected, check);
    }
    List<String> formats = new ArrayList<>();
    List<YamlValue> items = field.items(expected).orElse(List.of());
    if (items.isEmpty()) {
      field.problem("an empty list", expected);
    }
    for (YamlValue item : items) {
      format(item, expected, check).ifPresent(formats::add);
    }
    return items.isEmpty() || formats.size() < items.size()
        ? Optional.empty()
        : Optional.of(MomentFormats.join(formats));
  }

  private static Optional<String> format(YamlValue field, String expected, Check check) {
    Optional<String> text = field.text(expected);
    if (text.isPresent() && !check.holds(text.get())) {
      field.problem(expected);
      return Optional.empty();
    }
    return text;
  }

  /** The formatter may need an offset to format, which a date and time alone do not have. */
  private static <T> boolean holds(
      String pattern, TemporalAccessor sample, TemporalQuery<T> query) {
    try {
      DateTimeFormatter formatter = MomentFormats.formatter(pattern);
      return formatter.parse(formatter.format(sample), query).equals(query.queryFrom(sample));
    } catch (IllegalArgumentException | DateTimeException doesNotHold) {
      return false;
    }
  }
}
