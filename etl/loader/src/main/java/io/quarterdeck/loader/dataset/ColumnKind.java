package io.quarterdeck.loader.dataset;

/**
 * The kinds of column types. Code that depends on the type of a column uses a switch without a
 * default, so that the compiler reports each place that a new kind needs.
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

  /** How a dataset file writes it. */
  String notation() {
    return notation;
  }

  /** Whether values are numbers, which have bounds and sums. */
  public boolean isNumber() {
    return switch (this) {
      case INTEGER, BIGINT, DECIMAL, DOUBLE -> true;
      case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
    };
  }

  /** Whether values are points in time, which have a format and belong to a period. */
  public boolean isMoment() {
    return switch (this) {
      case DATE, TIMESTAMP -> true;
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> false;
    };
  }
}
