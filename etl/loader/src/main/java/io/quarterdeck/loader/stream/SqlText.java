package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.ColumnType;

/** Parts of Spark SQL statements. */
final class SqlText {
  private SqlText() {}

  /** Returns a literal. Spark reads a backslash in it as an escape. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String name(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** Returns the type of a column in Delta tables. */
  static String type(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> "STRING";
      case INTEGER -> "INT";
      case BIGINT -> "BIGINT";
      case DECIMAL -> {
        ColumnType.Decimal decimal = (ColumnType.Decimal) type;
        yield "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
      }
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }
}
