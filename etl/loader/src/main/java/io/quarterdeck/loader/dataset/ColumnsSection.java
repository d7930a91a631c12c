package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Parses {@code columns: …}. */
final class ColumnsSection {
  private static final List<String> KEYS =
      List.of(
          "name",
          "source",
          "position",
          "type",
          "format",
          "timezone",
          "decimal",
          "thousands",
          "transform",
          "nullable",
          "min",
          "max");
  private static final String EXPECTED = "a list of 1 to 1598 columns";
  private static final String SPLIT = "Split the dataset into several with fewer columns";

  /**
   * A PostgreSQL table has at most 1600 columns ("PostgreSQL Limits", appendix K of the manual),
   * and Quarterdeck adds two.
   */
  private static final int MAXIMUM = 1598;

  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Integer> sources = new HashMap<>();
  private final NumberStyle numbers;

  /**
   * Creates the parser of one list.
   *
   * @param numbers how numbers are written in columns that do not say otherwise
   */
  ColumnsSection(NumberStyle numbers) {
    this.numbers = numbers;
  }

  /** Parses the columns. Leaves out invalid columns and records their problems. */
  List<Column> read(YamlValue field) {
    List<YamlValue> items = field.items(EXPECTED).orElse(List.of());
    if (field.node() instanceof SequenceNode && (items.isEmpty() || items.size() > MAXIMUM)) {
      String split = items.isEmpty() ? "" : ", since a table of PostgreSQL holds no more. " + SPLIT;
      field.problem("a list of " + items.size(), EXPECTED + split);
    }
    List<Column> columns = new ArrayList<>();
    for (YamlValue item : items) {
      YamlSection.open(item, KEYS).flatMap(this::column).ifPresent(columns::add);
    }
    if (items.size() <= MAXIMUM) {
      refuseWideRow(field, columns);
    }
    return columns;
  }

  private static void refuseWideRow(YamlValue field, List<Column> columns) {
    int bytes = RowWidth.filled(columns);
    if (bytes > RowWidth.MAXIMUM_BYTES) {
      field.problem(
          "%d columns, which take %d bytes in a row when their numbers, dates, times and booleans have values"
              .formatted(columns.size(), bytes),
          "at most %d bytes, since a row must fit into a page of PostgreSQL. %s"
              .formatted(RowWidth.MAXIMUM_BYTES, SPLIT));
    }
  }

  private Optional<Column> column(YamlSection section) {
    Optional<YamlValue> nameField = section.required("name");
    Optional<String> name = nameField.flatMap(DatasetNames::column);
    name.ifPresent(text -> once(names, text, nameField.get(), "a name of its own"));
    Optional<Integer> position = section.field("position").flatMap(ColumnsSection::position);
    if (position.isPresent() && section.field("source").isPresent()) {
      section.field("position").get().problem("source and position", "one of them");
    }
    Optional<YamlValue> sourceField =
        section.field("position").or(() -> section.field("source")).or(() -> nameField);
    Optional<String> source =
        position.isPresent()
            ? position.map(number -> "field " + number)
            : section.field("source").isPresent()
                ? section.field("source").flatMap(ColumnsSection::source)
                : name;
    source.ifPresent(text -> once(sources, text, sourceField.get(), "a source of its own"));
    Optional<ColumnType> type = TypeSection.read(section);
    boolean nullable = section.field("nullable").flatMap(YamlValue::truth).orElse(true);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    BoundSection.Bounds bounds = BoundSection.read(section, type.get());
    FieldText text = TextSection.read(section, type.get(), numbers);
    if (name.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Column(
            name.get(),
            source.get(),
            type.get(),
            nullable,
            bounds.min(),
            bounds.max(),
            position,
            text));
  }

  private static Optional<Integer> position(YamlValue field) {
    String expected = "the position of the field in a record, from 1 to 65536";
    Optional<String> text = field.text(expected);
    boolean fits = text.filter(t -> t.matches("[1-9][0-9]{0,4}")).isPresent();
    if (text.isPresent() && !fits) {
      field.problem(expected);
    }
    return fits ? text.map(Integer::valueOf) : Optional.empty();
  }

  private static Optional<String> source(YamlValue field) {
    String expected = "the column's name in the file's header";
    Optional<String> text = field.text(expected);
    if (text.filter(String::isBlank).isPresent()) {
      field.problem(expected);
      return Optional.empty();
    }
    return text;
  }

  private static void once(
      Map<String, Integer> seen, String text, YamlValue field, String expected) {
    Integer first = seen.putIfAbsent(text.toLowerCase(Locale.ROOT), field.line());
    if (first != null) {
      field.problem("'" + text + "' again", expected + " (first in line " + first + ")");
    }
  }
}
