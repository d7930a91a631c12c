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
 * Sums a column in a type that is wide enough. Converting each long to a decimal would allocate an
 * object per row, so the upper and lower 32 bits are summed separately and the two sums are
 * combined. Each sum fits into a long for 2 billion rows; beyond that, ANSI mode reports an
 * overflow.
 */
final class ExactSum {
  private static final int HALF = 32;
  private static final long LOWER_HALF = (1L << HALF) - 1;

  /** Wide enough for any long. */
  private static final DataType WIDE_LONG = DataTypes.createDecimalType(19, 0);

  private static final DataType HALF_FACTOR = DataTypes.createDecimalType(10, 0);

  private ExactSum() {}

  /**
   * Returns the sum of a column.
   *
   * @param type the type of the sum, which is null if there are no values
   */
  static Column of(Dataset<Row> rows, String column, DataType type) {
    Column value = Columns.named(column);
    boolean wide = type instanceof DecimalType;
    if (wide && rows.schema().apply(column).dataType().equals(DataTypes.LongType)) {
      return halves(value).cast(type);
    }
    return sum(value.cast(type)).cast(type);
  }

  // The upper half is signed and the lower half is not: the value is upper x 2^32 + lower.
  private static Column halves(Column value) {
    Column upper = sum(shiftright(value, HALF)).cast(WIDE_LONG);
    Column lower = sum(value.bitwiseAND(LOWER_HALF)).cast(WIDE_LONG);
    return upper.multiply(lit(LOWER_HALF + 1).cast(HALF_FACTOR)).plus(lower);
  }
}
