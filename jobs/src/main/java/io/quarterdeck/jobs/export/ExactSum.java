package io.quarterdeck.jobs.export;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * The sum of a column in a type that is wide enough for it. Longs are not made decimals one by one,
 * which takes an object a row: their upper and their lower 32 bits are summed apart, and only the
 * two sums are put together. Each of them fits a long for two thousand million rows; beyond, ANSI
 * mode fails and nothing wraps.
 */
final class ExactSum {
  private static final int HALF = 32;
  private static final long LOWER_HALF = (1L << HALF) - 1;

  /** Wide enough for a long, and for 2^32. */
  private static final DataType WIDE_LONG = DataTypes.createDecimalType(19, 0);

  private static final DataType HALF_FACTOR = DataTypes.createDecimalType(10, 0);

  private ExactSum() {}

  /**
   * The sum of a column of these rows.
   *
   * @param type the sum's type; null where no value is there
   */
  static Column of(Dataset<Row> rows, String column, DataType type) {
    Column value = Columns.named(column);
    boolean wide = type instanceof DecimalType;
    if (wide && rows.schema().apply(column).dataType().equals(DataTypes.LongType)) {
      return halves(value).cast(type);
    }
    return sum(value.cast(type)).cast(type);
  }

  // The upper half keeps the sign and the lower half never has one: upper x 2^32 + lower.
  private static Column halves(Column value) {
    Column upper = sum(shiftright(value, HALF)).cast(WIDE_LONG);
    Column lower = sum(value.bitwiseAND(LOWER_HALF)).cast(WIDE_LONG);
    return upper.multiply(lit(LOWER_HALF + 1).cast(HALF_FACTOR)).plus(lower);
  }
}
