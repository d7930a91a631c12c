package io.quarterdeck.loader.dataset;

/**
 * The kinds of column types. Code that depends on the type of a column uses a switch over this enum
 * without a default. If a kind is added, the compiler therefore reports each switch that does not
 * handle it.
 */
public enum ColumnKind {
  TEXT("text"),
  INTEGER("integer"),
  BIGINT("bigint"),
  DECIMAL("decimal(p,s)"),
  DOUBLE("double"),
  BOOLEAN("boolean"),
  DATE("date"),
  TIMESTAMP("timestamp");

  private final String notation;

  ColumnKind(String notation) {
    this.notation = notation;
  }

  /** Returns the notation of the type in a dataset file. */
  String notation() {
    return notation;
  }

  /** Returns whether values are numbers, which have bounds and sums. */
  public boolean isNumber() {
    return switch (this) {
      case INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
    };
  }

  /** Returns whether values are points in time, which have a format and belong to a period. */
  public boolean isMoment() {
    return switch (this) {
      case DATE, TIMESTAMP -> true;
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> false;
    };
  }
}
