package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Row.Columns;
import java.util.Locale;

/**
 * A dataset file.
 *
 * @param name the name of the dataset
 * @param table one of the two tables of the sequence
 * @param mode the mode
 * @param columns the columns
 */
record DatasetDefinition(String name, Table table, Mode mode, Columns columns) {
  /** The tables of a sequence. */
  enum Table {
    A,
    B;

    Table other() {
      return this == A ? B : A;
    }

    /** Returns the name in PostgreSQL. */
    String in(String schema) {
      return schema + "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a load treats previous loads. */
  enum Mode {
    REPLACE,
    APPEND;

    Mode other() {
      return this == REPLACE ? APPEND : REPLACE;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DatasetDefinition first(String name) {
    return new DatasetDefinition(name, Table.A, Mode.REPLACE, Columns.BASIC);
  }

  DatasetDefinition moved() {
    return new DatasetDefinition(name, table.other(), mode, columns);
  }

  DatasetDefinition inOtherMode() {
    return new DatasetDefinition(name, table, mode.other(), columns);
  }

  DatasetDefinition withOtherColumns() {
    return new DatasetDefinition(name, table, mode, columns.other());
  }

  /** Returns the schema of the sequence in PostgreSQL. */
  String schema() {
    return name.replace('-', '_');
  }

  /** Returns the name of the table in PostgreSQL. */
  String tableName() {
    return table.in(schema());
  }

  /** Returns the dataset file. */
  String yaml() {
    return """
        name: %s
        table: %s
        columns:
          - {name: name, type: text, nullable: false}
          - {name: amount, type: bigint}
          - {name: price, type: "decimal(12,2)"}
          - {name: day, type: date, nullable: false}
        %smode: %s
        export:
          by: [name]
          period: {column: day, every: quarter}
          sum: [amount]
        """
        .formatted(
            name,
            tableName(),
            columns == Columns.WITH_REMARK ? "  - {name: remark, type: text}\n" : "",
            mode.word());
  }
}
