package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.SparkTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;

/** A column by which rows are grouped. */
@FunctionalInterface
interface KeyColumn {
  /**
   * Returns the row's value in Spark's internal format, or null. It is valid until the row is
   * reused.
   */
  Object of(InternalRow row);

  /** Returns the column with this index and type. */
  static KeyColumn of(int place, DataType type) {
    return switch (SparkTypes.kind(type)) {
      case TEXT -> row -> row.isNullAt(place) ? null : row.getUTF8String(place);
      case INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP ->
          row -> row.isNullAt(place) ? null : row.get(place, type);
    };
  }

  /** Returns a column with the {@link Periods#firstMonth} of a date or a timestamp. */
  static KeyColumn period(int place, DataType type, int months) {
    Periods periods = new Periods(months);
    return switch (SparkTypes.kind(type)) {
      case DATE -> row -> row.isNullAt(place) ? null : periods.firstMonth(row.getInt(place));
      case TIMESTAMP ->
          row -> row.isNullAt(place) ? null : periods.firstMonth(Periods.day(row.getLong(place)));
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN ->
          throw new IllegalArgumentException("no period of " + type.sql());
    };
  }
}
