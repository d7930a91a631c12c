package io.quarterdeck.cli.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A dataset with random columns.
 *
 * @param name its name, which is also the schema of its table
 * @param delimiter the character between fields
 * @param nullValue the unquoted field that means null
 * @param columns its columns, in the order of the table
 */
record RandomDataset(
    String name, char delimiter, String nullValue, List<RandomDataset.Field> columns) {
  /** The types of a column, each with the type's name in a dataset file and in DuckDB. */
  enum Kind {
    TEXT("text", "VARCHAR"),
    INTEGER("integer", "INTEGER"),
    BIGINT("bigint", "BIGINT"),
    DECIMAL("decimal(12,3)", "DECIMAL(12,3)"),
    DOUBLE("double", "DOUBLE"),
    BOOLEAN("boolean", "BOOLEAN"),
    DATE("date", "DATE"),
    TIMESTAMP("timestamp", "TIMESTAMP");

    final String ours;
    final String duckDb;

    Kind(String ours, String duckDb) {
      this.ours = ours;
      this.duckDb = duckDb;
    }
  }

  /**
   * A column.
   *
   * @param limited whether only numbers from -1000 to 1000 are valid
   */
  record Field(String name, Kind kind, boolean nullable, boolean limited) {}

  static RandomDataset of(String name, Random random) {
    List<Field> columns = new ArrayList<>();
    int count = 2 + random.nextInt(5);
    for (int index = 0; index < count; index++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      boolean number = kind == Kind.INTEGER || kind == Kind.BIGINT || kind == Kind.DECIMAL;
      columns.add(
          new Field("c" + index, kind, random.nextBoolean(), number && random.nextBoolean()));
    }
    String nulls = List.of("", "NULL", "n/a").get(random.nextInt(3));
    return new RandomDataset(name, ",;|\t".charAt(random.nextInt(4)), nulls, columns);
  }

  /** The dataset file. */
  String yaml() {
    StringBuilder text = new StringBuilder();
    text.append("name: ").append(name).append("\ntable: ").append(name).append(".rows\n");
    text.append("csv: {delimiter: \"").append(delimiter == '\t' ? "\\t" : delimiter);
    text.append("\", nullValue: \"").append(nullValue).append("\"}\ncolumns:\n");
    for (Field column : columns) {
      text.append("  - {name: ").append(column.name());
      text.append(", source: ").append(column.name().toUpperCase(Locale.ROOT));
      text.append(", type: \"").append(column.kind().ours).append('"');
      switch (column.kind()) {
        case DATE -> text.append(", format: dd-MM-uuuu");
        case TIMESTAMP -> text.append(", format: \"uuuu-MM-dd HH:mm:ss\"");
        case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> {}
      }
      text.append(column.limited() ? ", min: -1000, max: 1000" : "");
      text.append(", nullable: ").append(column.nullable()).append("}\n");
    }
    return text.toString();
  }
}
