package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Row.Columns;
import java.util.Locale;

/**
 * A dataset file.
 *
 * @param name the dataset's name
 * @param table which of the sequence's two tables it fills
 * @param mode its mode
 * @param columns its columns
 */
record Definition(String name, Table table, Mode mode, Columns columns) {
  /** The tables of a sequence. */
  enum Table {
    A,
    B;

    Table other() {
      return this == A ? B : A;
    }

    /** The name in PostgreSQL. */
    String in(String schema) {
      return schema + "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a load does with those before it. */
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

  static Definition first(String name) {
    return new Definition(name, Table.A, Mode.REPLACE, Columns.BASIC);
  }

  Definition moved() {
    return new Definition(name, table.other(), mode, columns);
  }

  Definition inOtherMode() {
    return new Definition(name, table, mode.other(), columns);
  }

  Definition withOtherColumns() {
    return new Definition(name, table, mode, columns.other());
  }

  /** The sequence's schema in PostgreSQL. */
  String schema() {
    return name.replace('-', '_');
  }

  /** The table's name in PostgreSQL. */
  String tableName() {
    return table.in(schema());
  }

  /** The dataset file. */
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
