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

  /** One byte for the length. */
  private static final int EMPTY_TEXT = 1;

  /** A decimal has two more bytes for sign, scale and weight, even if it is zero. */
  private static final int ZERO_DECIMAL = 3;

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
    return switch (column.type().kind()) {
      case TEXT -> column.nullable() ? bytes : bytes + EMPTY_TEXT;
      case DECIMAL -> column.nullable() ? bytes : bytes + ZERO_DECIMAL;
      case BOOLEAN -> fixed(bytes, 1);
      case INTEGER, DATE -> fixed(bytes, Integer.BYTES);
      case BIGINT, DOUBLE, TIMESTAMP -> fixed(bytes, Long.BYTES);
    };
  }

  /** The size of a type of fixed width is also its alignment. */
  private static int fixed(int bytes, int width) {
    return aligned(bytes, width) + width;
  }

  private static int aligned(int bytes, int alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
