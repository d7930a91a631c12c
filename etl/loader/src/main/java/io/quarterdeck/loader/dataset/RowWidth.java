package io.quarterdeck.loader.dataset;

import java.util.List;

/**
 * Computes how much space a row takes in a page of PostgreSQL. A row must fit into one page
 * ("PostgreSQL Limits", appendix K of the manual). The sizes of the parts of a page are from
 * "Database Page Layout" (chapter "Database Physical Storage"), and the sizes of types from the
 * chapter "Data Types".
 */
final class RowWidth {
  /**
   * The maximum size of a row with its header: a page of 8192 bytes, minus 24 for the page header
   * and 4 for the item pointer of the row, rounded to a multiple of 8.
   */
  static final int MAXIMUM_BYTES = 8160;

  /** 23 bytes, rounded up to a multiple of 8. */
  private static final int HEADER_BYTES = 24;

  /** {@code load_id} and {@code load_line}. */
  private static final int OWN_BYTES = 16;

  private static final int ALIGNMENT = 8;

  private RowWidth() {}

  /**
   * The size of the smallest row in which every fixed-width column has a value. Text and decimals
   * have their minimum length, or are null if the column is nullable. Their actual size depends on
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

  /**
   * One byte for the length. A decimal has two more for sign, scale and weight, even if it is zero.
   */
  private static int shortest(ColumnType type) {
    return type instanceof ColumnType.Decimal ? 3 : 1;
  }

  /** The size of a type, which is also its alignment. */
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
