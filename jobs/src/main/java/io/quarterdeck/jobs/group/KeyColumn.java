package io.quarterdeck.jobs.group;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

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
    if (type.equals(DataTypes.StringType)) {
      return row -> row.isNullAt(place) ? null : row.getUTF8String(place);
    }
    return row -> row.isNullAt(place) ? null : row.get(place, type);
  }

  /** Returns a column with the {@link Periods#firstMonth} of a date or a timestamp. */
  static KeyColumn period(int place, DataType type, int months) {
    Periods periods = new Periods(months);
    if (type.equals(DataTypes.DateType)) {
      return row -> row.isNullAt(place) ? null : periods.firstMonth(row.getInt(place));
    }
    return row -> row.isNullAt(place) ? null : periods.firstMonth(Periods.day(row.getLong(place)));
  }
}
