package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.SparkTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/** A summed column. Decimals are summed as unscaled integers. */
@FunctionalInterface
interface SummedColumn {
  /** Adds a row's value to the sum, unless it is null. */
  void add(InternalRow row, ExactTotal total);

  /** Returns the column with this index and type. */
  static SummedColumn of(int place, DataType type) {
    return switch (SparkTypes.kind(type)) {
      case INTEGER ->
          (row, total) -> {
            if (!row.isNullAt(place)) {
              total.add(row.getInt(place));
            }
          };
      case BIGINT ->
          (row, total) -> {
            if (!row.isNullAt(place)) {
              total.add(row.getLong(place));
            }
          };
      case DECIMAL ->
          decimal(place, ((DecimalType) type).precision(), ((DecimalType) type).scale());
      case TEXT, DOUBLE, BOOLEAN, DATE, TIMESTAMP ->
          throw new IllegalArgumentException("no exact sum of " + type.sql());
    };
  }

  private static SummedColumn decimal(int place, int precision, int scale) {
    boolean fitsLong = precision <= Decimal.MAX_LONG_DIGITS();
    return (row, total) -> {
      if (row.isNullAt(place)) {
        return;
      }
      Decimal value = row.getDecimal(place, precision, scale);
      if (fitsLong) {
        total.add(value.toUnscaledLong());
      } else {
        total.add(value.toJavaBigDecimal().setScale(scale).unscaledValue());
      }
    };
  }
}
