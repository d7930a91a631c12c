package io.quarterdeck.jobs.source;

import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/** Decodes a field of a binary COPY to a column's value. */
@FunctionalInterface
interface CopyField {
  /** Days from 1970 to 2000, the epoch of PostgreSQL's dates and timestamps. */
  int EPOCH_DAYS = 10_957;

  /** Microseconds from 1970 to 2000. */
  long EPOCH_MICROSECONDS = EPOCH_DAYS * 86_400_000_000L;

  /**
   * Reads a value and stores it in the row.
   *
   * @param bytes the field's length in bytes
   * @throws ArithmeticException if the Spark type cannot represent the value; the message is the
   *     value
   */
  void read(CopyTuples tuples, int bytes, SpecificInternalRow row, int place) throws IOException;

  /**
   * Returns the decoder for a Spark type. The query must return the corresponding PostgreSQL type.
   */
  static CopyField of(DataType type) {
    if (type.equals(DataTypes.IntegerType)) {
      return (tuples, bytes, row, place) -> row.setInt(place, tuples.int32());
    }
    if (type.equals(DataTypes.LongType)) {
      return (tuples, bytes, row, place) -> row.setLong(place, tuples.int64());
    }
    if (type.equals(DataTypes.DoubleType)) {
      return (tuples, bytes, row, place) ->
          row.setDouble(place, Double.longBitsToDouble(tuples.int64()));
    }
    if (type.equals(DataTypes.BooleanType)) {
      return (tuples, bytes, row, place) -> row.setBoolean(place, tuples.bool());
    }
    if (type.equals(DataTypes.StringType)) {
      return (tuples, bytes, row, place) -> row.update(place, tuples.text(bytes));
    }
    if (type.equals(DataTypes.DateType)) {
      return (tuples, bytes, row, place) -> row.setInt(place, days(tuples.int32()));
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return (tuples, bytes, row, place) -> row.setLong(place, microseconds(tuples.int64()));
    }
    if (type instanceof DecimalType decimal) {
      return (tuples, bytes, row, place) ->
          row.update(place, decimal(tuples.numeric(bytes), decimal));
    }
    throw new IllegalArgumentException("no field of type " + type.sql());
  }

  private static int days(int since2000) {
    if (since2000 == Integer.MAX_VALUE || since2000 == Integer.MIN_VALUE) {
      throw new ArithmeticException(since2000 < 0 ? "-infinity" : "infinity");
    }
    return since2000 + EPOCH_DAYS;
  }

  private static long microseconds(long since2000) {
    if (since2000 == Long.MAX_VALUE || since2000 == Long.MIN_VALUE) {
      throw new ArithmeticException(since2000 < 0 ? "-infinity" : "infinity");
    }
    return since2000 + EPOCH_MICROSECONDS;
  }

  private static Decimal decimal(Number value, DecimalType type) {
    if (value instanceof BigDecimal number) {
      return Decimal.apply(number, type.precision(), type.scale());
    }
    throw new ArithmeticException(value.toString()); // NaN or an infinity
  }
}
