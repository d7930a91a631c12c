package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.postgres.BinaryCopy;
import io.quarterdeck.loader.postgres.CopyTuples;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
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
    return switch (SparkTypes.kind(type)) {
      case TEXT ->
          (tuples, bytes, row, place) ->
              row.update(place, tuples.bytes(bytes, UTF8String::fromBytes));
      case INTEGER -> (tuples, bytes, row, place) -> row.setInt(place, tuples.int32());
      case BIGINT -> (tuples, bytes, row, place) -> row.setLong(place, tuples.int64());
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield (tuples, bytes, row, place) ->
            row.update(place, decimal(tuples.numeric(bytes), decimal));
      }
      case DOUBLE ->
          (tuples, bytes, row, place) ->
              row.setDouble(place, Double.longBitsToDouble(tuples.int64()));
      case BOOLEAN -> (tuples, bytes, row, place) -> row.setBoolean(place, tuples.bool());
      case DATE ->
          (tuples, bytes, row, place) -> row.setInt(place, BinaryCopy.days(tuples.int32()));
      case TIMESTAMP ->
          (tuples, bytes, row, place) ->
              row.setLong(place, BinaryCopy.microseconds(tuples.int64()));
    };
  }

  private static Decimal decimal(Number value, DecimalType type) {
    if (value instanceof BigDecimal number) {
      return Decimal.apply(number, type.precision(), type.scale());
    }
    throw new ArithmeticException(value.toString()); // NaN or an infinity
  }
}
