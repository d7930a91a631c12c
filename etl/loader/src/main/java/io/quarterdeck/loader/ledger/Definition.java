package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;

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
    lines.add("nullValue: \"%s\"".formatted(dataset.csv().nullValue()));
    dataset.columns().forEach(column -> lines.add(line(column)));
    return new Definition(String.join("\n", lines));
  }

  private static String line(Column column) {
    StringBuilder line = new StringBuilder("column " + column.name() + ": ");
    line.append(column.type().sql()).append(format(column.type()));
    line.append(column.nullable() ? ", nullable" : ", not nullable");
    column.min().ifPresent(min -> line.append(", min ").append(min.toPlainString()));
    column.max().ifPresent(max -> line.append(", max ").append(max.toPlainString()));
    line.append(", from \"").append(column.source()).append('"');
    return line.toString();
  }

  private static String format(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> " as " + ((ColumnType.Date) type).format();
      case TIMESTAMP -> " as " + ((ColumnType.Timestamp) type).format();
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> "";
    };
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
