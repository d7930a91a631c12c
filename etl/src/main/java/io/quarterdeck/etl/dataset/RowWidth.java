package io.quarterdeck.etl.dataset;

import java.util.List;

/**
 * How much of a page of PostgreSQL a row takes. A row must fit into one page: "PostgreSQL Limits"
 * of its manual (appendix K). The sizes and the order of a page's parts are those of "Database Page
 * Layout" (chapter "Database Physical Storage"); the sizes of types are those of the chapter "Data
 * Types".
 */
final class RowWidth {
  /**
   * The largest row, with its header: a page of 8192 bytes less 24 of the page's header and 4 of
   * the row's place, rounded to 8.
   */
  static final int MAXIMUM_BYTES = 8160;

  /** 23, rounded to 8. */
  private static final int HEADER_BYTES = 24;

  /** {@code load_id} and {@code load_line}. */
  private static final int OWN_BYTES = 16;

  private static final int ALIGNMENT = 8;

  private RowWidth() {}

  /**
   * The bytes that the smallest row takes in which every fixed-width column has a value: text and
   * decimals are as short as can be, and null where they may be. What longer ones take depends on
   * the data.
   */
  static int filled(List<Column> columns) {
    int bytes = HEADER_BYTES + OWN_BYTES;
    for (Column column : columns) {
      bytes = after(bytes, column);
    }
    return aligned(bytes, ALIGNMENT);
  }

  private static int after(int bytes, Column column) {
    ColumnType type = column.type();
    if (type instanceof ColumnType.Text || type instanceof ColumnType.Decimal) {
      return column.nullable() ? bytes : bytes + shortest(type);
    }
    int width = fixed(type);
    return aligned(bytes, width) + width;
  }

  /** A byte of length, and for decimals two more of sign, scale and weight, where zero ends. */
  private static int shortest(ColumnType type) {
    return type instanceof ColumnType.Decimal ? 3 : 1;
  }

  /** A type's size, which is its alignment too. */
  private static int fixed(ColumnType type) {
    if (type instanceof ColumnType.Bool) {
      return 1;
    }
    return type instanceof ColumnType.Int || type instanceof ColumnType.Date ? 4 : 8;
  }

  private static int aligned(int bytes, int alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
