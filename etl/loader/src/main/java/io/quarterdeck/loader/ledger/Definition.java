package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.FieldText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a dataset file that affects loaded rows, in text form. A later command compares it to
 * find out what changed since a load. Settings that do not affect the rows, such as indexes and
 * schedules, are left out.
 *
 * @param text one line for each setting and column
 */
public record Definition(String text) {
  /** The definition of a dataset. */
  public static Definition of(Dataset dataset) {
    List<String> lines = new ArrayList<>();
    lines.add("delimiter: \"%s\"".formatted(dataset.csv().delimiter()));
    lines.addAll(dialect(dataset.csv()));
    dataset.columns().forEach(column -> lines.add(line(column)));
    return new Definition(String.join("\n", lines));
  }

  private static List<String> dialect(CsvDialect csv) {
    List<String> lines = new ArrayList<>();
    csv.nullValues().forEach(value -> lines.add("nullValue: \"%s\"".formatted(value)));
    if (!csv.encoding().equals(StandardCharsets.UTF_8)) {
      lines.add("encoding: " + csv.encoding().name());
    }
    if (csv.skippedLines() > 0) {
      lines.add("skipLines: " + csv.skippedLines());
    }
    if (!csv.quote().equals(Optional.of(CsvDialect.QUOTE))) {
      lines.add("quote: " + csv.quote().map(String::valueOf).orElse("none"));
    }
    csv.escape().ifPresent(escape -> lines.add("escape: " + escape));
    return lines;
  }

  private static String line(Column column) {
    StringBuilder line = new StringBuilder("column " + column.name() + ": ");
    line.append(column.type().sql()).append(format(column.type()));
    line.append(column.nullable() ? ", nullable" : ", not nullable");
    column.min().ifPresent(min -> line.append(", min ").append(min.toPlainString()));
    column.max().ifPresent(max -> line.append(", max ").append(max.toPlainString()));
    text(column.text()).forEach(part -> line.append(", ").append(part));
    line.append(", from \"").append(column.source()).append('"');
    return line.toString();
  }

  private static List<String> text(FieldText text) {
    List<String> parts = new ArrayList<>();
    text.transforms().forEach(transform -> parts.add(transform.toString()));
    if (text.numbers().decimal() != '.') {
      parts.add("decimal comma");
    }
    text.numbers().thousands().ifPresent(c -> parts.add("thousands \"" + c + '"'));
    return parts;
  }

  private static String format(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> " as " + ((ColumnType.Date) type).format();
      case TIMESTAMP -> format((ColumnType.Timestamp) type);
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> "";
    };
  }

  private static String format(ColumnType.Timestamp type) {
    return " as " + type.format() + type.zone().map(zone -> " in " + zone).orElse("");
  }

  /**
   * The lines that differ between this definition and a later one.
   *
   * @return each line that only this one has, prefixed with "- ", and each line that only the later
   *     one has, prefixed with "+ "; empty if both are equal
   */
  public List<String> differences(Definition later) {
    List<String> before = text.lines().toList();
    List<String> after = later.text.lines().toList();
    List<String> differences = new ArrayList<>();
    before.stream()
        .filter(line -> !after.contains(line))
        .forEach(line -> differences.add("- " + line));
    after.stream()
        .filter(line -> !before.contains(line))
        .forEach(line -> differences.add("+ " + line));
    return differences;
  }
}
