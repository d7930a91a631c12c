package io.quarterdeck.etl.dataset;

/** The types that a dataset's columns may have, each with its type in PostgreSQL. */
public sealed interface ColumnType {
  /** The type's name in SQL, as {@code create table} takes it. */
  String sql();

  /** Text of any length; PostgreSQL keeps no NUL in it. */
  record Text() implements ColumnType {
    @Override
    public String sql() {
      return "text";
    }
  }

  /** A whole number of 32 bits. */
  record Int() implements ColumnType {
    @Override
    public String sql() {
      return "integer";
    }
  }

  /** A whole number of 64 bits. */
  record BigInt() implements ColumnType {
    @Override
    public String sql() {
      return "bigint";
    }
  }

  /**
   * A decimal number of at most {@code precision} digits, {@code scale} of them after the point.
   */
  record Decimal(int precision, int scale) implements ColumnType {
    @Override
    public String sql() {
      return "numeric(" + precision + "," + scale + ")";
    }
  }

  /** A floating-point number of 64 bits. */
  record Float64() implements ColumnType {
    @Override
    public String sql() {
      return "double precision";
    }
  }

  /** True or false. */
  record Bool() implements ColumnType {
    @Override
    public String sql() {
      return "boolean";
    }
  }

  /** A calendar day, written as {@code format} says (the letters of java.time). */
  record Date(String format) implements ColumnType {
    @Override
    public String sql() {
      return "date";
    }
  }

  /** A moment without a zone, to the microsecond, written as {@code format} says. */
  record Timestamp(String format) implements ColumnType {
    @Override
    public String sql() {
      return "timestamp";
    }
  }
}
