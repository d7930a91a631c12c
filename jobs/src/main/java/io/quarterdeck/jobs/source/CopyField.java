package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.postgres.CopyTuples;

import io.quarterdeck.loader.postgres.BinaryCopy;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;

/** Decodes a field of a binary COPY to a column's value. */
@FunctionalInterface
interface CopyField {
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
      return (tuples, bytes, row, place) -> row.update(place, tuples.bytes(bytes, UTF8String::fromBytes));
    }
    if (type.equals(DataTypes.DateType)) {
      return (tuples, bytes, row, place) -> row.setInt(place, BinaryCopy.days(tuples.int32()));
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return (tuples, bytes, row, place) -> row.setLong(place, BinaryCopy.microseconds(tuples.int64()));
    }
    if (type instanceof DecimalType decimal) {
      return (tuples, bytes, row, place) ->
          row.update(place, decimal(tuples.numeric(bytes), decimal));
    }
    throw new IllegalArgumentException("no field of type " + type.sql());
  }

  private static Decimal decimal(Number value, DecimalType type) {
    if (value instanceof BigDecimal number) {
      return Decimal.apply(number, type.precision(), type.scale());
    }
    throw new ArithmeticException(value.toString()); // NaN or an infinity
  }
}
