package io.quarterdeck.loader.dataset;

import java.util.Optional;

/**
 * The types of a dataset's columns, each with its PostgreSQL type. {@link ColumnKind} explains how
 * to add one.
 */
public sealed interface ColumnType {
  /** The kind, for switches. */
  ColumnKind kind();

  /** The SQL name of the type, for {@code create table}. */
  String sql();

  /** Text of any length, without NUL, which PostgreSQL does not support. */
  record Text() implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.TEXT;
    }

    @Override
    public String sql() {
      return "text";
    }
  }

  /** A 32-bit whole number. */
  record Int() implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.INTEGER;
    }

    @Override
    public String sql() {
      return "integer";
    }
  }

  /** A 64-bit whole number. */
  record BigInt() implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.BIGINT;
    }

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
    public ColumnKind kind() {
      return ColumnKind.DECIMAL;
    }

    @Override
    public String sql() {
      return "numeric(" + precision + "," + scale + ")";
    }
  }

  /** A 64-bit floating-point number. */
  record Float64() implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.DOUBLE;
    }

    @Override
    public String sql() {
      return "double precision";
    }
  }

  /** True or false. */
  record Bool() implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.BOOLEAN;
    }

    @Override
    public String sql() {
      return "boolean";
    }
  }

  /**
   * A calendar date.
   *
   * @param format its form in the file, as {@link MomentFormats} describes
   */
  record Date(String format) implements ColumnType {
    @Override
    public ColumnKind kind() {
      return ColumnKind.DATE;
    }

    @Override
    public String sql() {
      return "date";
    }
  }

  /**
   * A timestamp without time zone, in microseconds.
   *
   * @param format its form in the file, as {@link MomentFormats} describes
   * @param zone the IANA time zone of values without an offset; if present, and for values with an
   *     offset, the column holds UTC
   */
  record Timestamp(String format, Optional<String> zone) implements ColumnType {
    /** A timestamp whose values are stored as they are. */
    public Timestamp(String format) {
      this(format, Optional.empty());
    }

    @Override
    public ColumnKind kind() {
      return ColumnKind.TIMESTAMP;
    }

    @Override
    public String sql() {
      return "timestamp";
    }
  }
}
