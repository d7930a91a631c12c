package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The profile of a column's loaded values. Values are formatted as PostgreSQL formats them, except
 * that timestamps have a {@code T}. A text is cut after 100 characters.
 *
 * @param name the column's name in the table
 * @param values the number of values that are not null
 * @param nulls the number of nulls
 * @param distinct the number of different values: exact up to 2,048, approximate beyond, with a
 *     standard error of 0.8 %
 * @param min the smallest value, comparing text by bytes; empty if there is none
 * @param max the largest value
 * @param sum the sum of numbers: exact for whole numbers and decimals, with compensated rounding
 *     for doubles
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
  /** The largest number of different values for which {@link #distinct} is exact. */
  public static final int EXACT_DISTINCT = DistinctCounter.EXACT;

  /**
   * The mean to 16 digits.
   *
   * @param values the number of values, at least one
   */
  public static String mean(BigDecimal sum, long values) {
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values), MathContext.DECIMAL64);
    return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
  }
}
