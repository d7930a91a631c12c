package io.quarterdeck.etl.rows.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What a column's loaded values are like. Values are written as PostgreSQL writes them, apart from
 * a moment's {@code T}; a text is cut after 100 characters.
 *
 * @param name the column's name in the table
 * @param values values that are not null
 * @param nulls values that are null
 * @param distinct how many different values there are: exact up to 2,048, approximate beyond, with
 *     a standard error of 0.8 %
 * @param min the smallest value, text by its bytes; empty when there is none
 * @param max the largest value
 * @param sum the exact sum of whole numbers and decimals; of doubles, with compensated rounding
 * @param mean the mean of numbers, to 16 digits
 */
public record ColumnProfile(
    String name,
    long values,
    long nulls,
    long distinct,
    Optional<String> min,
    Optional<String> max,
    Optional<String> sum,
    Optional<String> mean) {
  /** Up to here {@link #distinct} is exact. */
  public static final int EXACT_DISTINCT = DistinctCounter.EXACT;

  /** The mean of so many values, at least one, to 16 digits. */
  public static String mean(BigDecimal sum, long values) {
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values), MathContext.DECIMAL64);
    return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
  }
}
