package io.quarterdeck.jobs.group;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** One of the values that rows are grouped by. */
@FunctionalInterface
interface KeyColumn {
  /** The row's value as Spark's rows have it, valid as long as the row; null where it has none. */
  Object of(InternalRow row);

  /** The column at this place, of this type. */
  static KeyColumn of(int place, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return row -> row.isNullAt(place) ? null : row.getUTF8String(place);
    }
    return row -> row.isNullAt(place) ? null : row.get(place, type);
  }

  /** The {@link Periods#firstMonth} of a date or a timestamp. */
  static KeyColumn period(int place, DataType type, int months) {
    Periods periods = new Periods(months);
    if (type.equals(DataTypes.DateType)) {
      return row -> row.isNullAt(place) ? null : periods.firstMonth(row.getInt(place));
    }
    return row -> row.isNullAt(place) ? null : periods.firstMonth(Periods.day(row.getLong(place)));
  }
}
