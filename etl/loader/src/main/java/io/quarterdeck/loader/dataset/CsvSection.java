package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code csv: …}. */
final class CsvSection {
  private static final List<String> KEYS = List.of("delimiter", "nullValue", "maximumFieldBytes");
  private static final String DELIMITER =
      "one ASCII character other than a quote, a carriage return, a line feed and NUL";
  private static final String NULL_VALUE = "text, in quotes when it is empty";
  private static final String SIZE = "a number of bytes from 1 to 1GiB, such as 65536 or 1MiB";
  private static final Pattern SIZE_PATTERN = Pattern.compile("([0-9]{1,10})(B|KiB|MiB|GiB)?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
  private static final long MAXIMUM_BYTES = 1L << 30;

  private CsvSection() {}

  static CsvDialect read(YamlValue field) {
    return YamlSection.open(field, KEYS).map(CsvSection::dialect).orElse(CsvDialect.DEFAULT);
  }

  private static CsvDialect dialect(YamlSection section) {
    CsvDialect defaults = CsvDialect.DEFAULT;
    char delimiter =
        section.field("delimiter").flatMap(CsvSection::delimiter).orElse(defaults.delimiter());
    String nullValue =
        section
            .field("nullValue")
            .flatMap(field -> nullValue(field, delimiter))
            .orElse(defaults.nullValue());
    int maximum =
        section
            .field("maximumFieldBytes")
            .flatMap(CsvSection::size)
            .orElse(defaults.maximumFieldBytes());
    return new CsvDialect(delimiter, nullValue, maximum);
  }

  private static Optional<Character> delimiter(YamlValue field) {
    Optional<String> text = field.text(DELIMITER);
    boolean fits =
        text.filter(
                t -> t.length() == 1 && t.charAt(0) < 128 && "\"\r\n\0".indexOf(t.charAt(0)) < 0)
            .isPresent();
    if (text.isPresent() && !fits) {
      field.problem(DELIMITER);
    }
    return fits ? text.map(t -> t.charAt(0)) : Optional.empty();
  }

  private static Optional<String> nullValue(YamlValue field, char delimiter) {
    Optional<String> text = field.text(NULL_VALUE);
    boolean separates =
        text.filter(t -> t.chars().anyMatch(c -> c == delimiter || "\"\r\n\0".indexOf(c) >= 0))
            .isPresent();
    if (separates) {
      field.problem("text without the delimiter, quotes, line breaks and NUL");
      return Optional.empty();
    }
    return text;
  }

  private static Optional<Integer> size(YamlValue field) {
    Optional<String> text = field.text(SIZE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = SIZE_PATTERN.matcher(text.get());
    if (matcher.matches()) {
      int shift = matcher.group(2) == null ? 0 : SHIFTS.get(matcher.group(2));
      long bytes = Long.parseLong(matcher.group(1)) << shift;
      if (bytes >= 1 && bytes <= MAXIMUM_BYTES) {
        return Optional.of((int) bytes);
      }
    }
    field.problem(SIZE);
    return Optional.empty();
  }
}
