package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parses {@code csv: …}. */
final class CsvSection {
  private static final List<String> KEYS =
      List.of(
          "encoding",
          "skipLines",
          "delimiter",
          "quote",
          "escape",
          "nullValue",
          "nullValues",
          "decimal",
          "thousands",
          "maximumFieldBytes");
  private static final String DELIMITER =
      "one ASCII character other than a quote, a carriage return, a line feed and NUL, or one of"
          + " comma, semicolon, tab, pipe and space";
  private static final Map<String, Character> NAMED_DELIMITERS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "space", ' ');
  private static final String QUOTE =
      "none, or one ASCII character other than the delimiter and white space";
  private static final String ESCAPE =
      "none, or one ASCII character other than the delimiter, the quote and white space";
  private static final String NULL_VALUE = "text, in quotes when it is empty";
  private static final String ENCODING =
      "an encoding such as UTF-8, windows-1252, ISO-8859-15, UTF-16 or Shift_JIS";
  private static final String SKIPPED = "a number of lines from 0 to 1000";
  private static final String SIZE = "a number of bytes from 1 to 1GiB, such as 65536 or 1MiB";
  private static final Pattern SIZE_PATTERN = Pattern.compile("([0-9]{1,10})(B|KiB|MiB|GiB)?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);
  private static final long MAXIMUM_BYTES = 1L << 30;
  private static final int MAXIMUM_SKIPPED = 1000;

  /**
   * The values of the section.
   *
   * @param dialect how the files are written
   * @param numbers how numbers are written, for columns that do not say otherwise
   */
  record Content(CsvDialect dialect, NumberStyle numbers) {
    static final Content DEFAULT = new Content(CsvDialect.DEFAULT, NumberStyle.PLAIN);
  }

  private CsvSection() {}

  static Content read(YamlValue field) {
    return YamlSection.open(field, KEYS)
        .map(
            section ->
                new Content(dialect(section), TextSection.numbers(section, NumberStyle.PLAIN)))
        .orElse(Content.DEFAULT);
  }

  private static CsvDialect dialect(YamlSection section) {
    CsvDialect defaults = CsvDialect.DEFAULT;
    char delimiter =
        section.field("delimiter").flatMap(CsvSection::delimiter).orElse(defaults.delimiter());
    Optional<Character> quote =
        section
            .field("quote")
            .map(field -> character(field, QUOTE, String.valueOf(delimiter)))
            .orElse(defaults.quote());
    String taken = delimiter + quote.map(String::valueOf).orElse("");
    Optional<Character> escape =
        section.field("escape").flatMap(field -> character(field, ESCAPE, taken));
    return new CsvDialect(
        section.field("encoding").flatMap(CsvSection::encoding).orElse(defaults.encoding()),
        section.field("skipLines").flatMap(CsvSection::skippedLines).orElse(0),
        delimiter,
        quote,
        escape,
        nullValues(section, taken),
        section
            .field("maximumFieldBytes")
            .flatMap(CsvSection::size)
            .orElse(defaults.maximumFieldBytes()));
  }

  private static Optional<Character> delimiter(YamlValue field) {
    Optional<String> text = field.text(DELIMITER);
    if (text.isPresent() && NAMED_DELIMITERS.containsKey(text.get())) {
      return text.map(NAMED_DELIMITERS::get);
    }
    boolean fits =
        text.filter(
                t -> t.length() == 1 && t.charAt(0) < 128 && "\"\r\n\0".indexOf(t.charAt(0)) < 0)
            .isPresent();
    if (text.isPresent() && !fits) {
      field.problem(DELIMITER);
    }
    return fits ? text.map(t -> t.charAt(0)) : Optional.empty();
  }

  private static Optional<Character> character(YamlValue field, String expected, String taken) {
    Optional<String> text = field.text(expected);
    if (text.isEmpty() || text.get().equals("none")) {
      return Optional.empty();
    }
    char only = text.get().length() == 1 ? text.get().charAt(0) : ' ';
    if (only <= ' ' || only >= 127 || taken.indexOf(only) >= 0) {
      field.problem(expected);
      return Optional.empty();
    }
    return Optional.of(only);
  }

  private static List<String> nullValues(YamlSection section, String taken) {
    Optional<YamlValue> one = section.field("nullValue");
    Optional<YamlValue> several = section.field("nullValues");
    if (one.isPresent() && several.isPresent()) {
      several.get().problem("nullValue and nullValues", "one of them");
    }
    if (several.isEmpty()) {
      return List.of(one.flatMap(field -> nullValue(field, taken)).orElse(""));
    }
    String expected = "a list of texts, such as [\"\", NA, NULL]";
    List<YamlValue> items = several.get().items(expected).orElse(List.of());
    if (items.isEmpty() && several.get().node() instanceof SequenceNode) {
      several.get().problem("an empty list", expected);
    }
    List<String> values = new ArrayList<>();
    for (YamlValue item : items) {
      written(item).flatMap(field -> nullValue(field, taken)).ifPresent(values::add);
    }
    return values.isEmpty() ? List.of("") : values;
  }

  /** In a list of null values, a plain {@code NULL} is a text, and not the null of YAML. */
  private static Optional<YamlValue> written(YamlValue item) {
    if (item.node() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
      if (scalar.getValue().isEmpty()) {
        item.problem(NULL_VALUE);
        return Optional.empty();
      }
      ScalarNode text =
          new ScalarNode(
              Tag.STR,
              true,
              scalar.getValue(),
              ScalarStyle.DOUBLE_QUOTED,
              scalar.getStartMark(),
              scalar.getEndMark());
      return Optional.of(new YamlValue(item.problems(), item.path(), text));
    }
    return Optional.of(item);
  }

  private static Optional<String> nullValue(YamlValue field, String taken) {
    Optional<String> text = field.text(NULL_VALUE);
    boolean separates =
        text.filter(t -> t.chars().anyMatch(c -> (taken + "\r\n\0").indexOf(c) >= 0)).isPresent();
    if (separates) {
      field.problem("text without the delimiter, quotes, line breaks and NUL");
      return Optional.empty();
    }
    return text;
  }

  /** The delimiter and the quotes are ASCII, so an encoding must hold ASCII without states. */
  private static Optional<Charset> encoding(YamlValue field) {
    Optional<String> text = field.text(ENCODING);
    try {
      Optional<Charset> charset =
          text.map(name -> name.equalsIgnoreCase("utf-8-sig") ? "UTF-8" : name)
              .map(Charset::forName);
      boolean usable =
          charset
              .filter(c -> c.canEncode() && !c.name().startsWith("ISO-2022"))
              .filter(c -> "a,\"\n".equals(new String("a,\"\n".getBytes(c), c)))
              .isPresent();
      if (charset.isPresent() && !usable) {
        field.problem(ENCODING);
        return Optional.empty();
      }
      return charset;
    } catch (IllegalArgumentException unknown) {
      field.problem(ENCODING);
      return Optional.empty();
    }
  }

  private static Optional<Integer> skippedLines(YamlValue field) {
    Optional<String> text = field.text(SKIPPED);
    if (text.isPresent()
        && (!text.get().matches("[0-9]{1,4}") || Integer.parseInt(text.get()) > MAXIMUM_SKIPPED)) {
      field.problem(SKIPPED);
      return Optional.empty();
    }
    return text.map(Integer::parseInt);
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
