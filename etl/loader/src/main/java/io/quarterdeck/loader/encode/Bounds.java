package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The smallest and largest number that a column accepts, in units of the last digit.
 *
 * @param lowest the smallest number
 * @param highest the largest number
 */
record Bounds(long lowest, long highest) {
  /** The bounds of the column, rounded inwards and limited to those of its type. */
  static Bounds of(Column column, int scale, long lowest, long highest) {
    long min = column.min().map(m -> units(m, scale, RoundingMode.CEILING)).orElse(lowest);
    long max = column.max().map(m -> units(m, scale, RoundingMode.FLOOR)).orElse(highest);
    return new Bounds(Math.max(min, lowest), Math.min(max, highest));
  }

  boolean hold(long units) {
    return units >= lowest && units <= highest;
  }

  /** The bounds that the dataset sets, as text, or an empty string. */
  static String words(Column column) {
    String from = column.min().map(m -> " from " + m.toPlainString()).orElse("");
    String to = column.max().map(m -> " up to " + m.toPlainString()).orElse("");
    return from + to;
  }

  private static long units(BigDecimal bound, int scale, RoundingMode rounding) {
    BigInteger units = bound.setScale(scale, rounding).unscaledValue();
    if (units.bitLength() < Long.SIZE) {
      return units.longValue();
    }
    return units.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
