package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Statistics of values that are stored as longs: whole numbers, decimals as scaled integers, dates,
 * timestamps, booleans.
 */
public final class LongStatistics extends ColumnStatistics {
  private static final int NO_SUM = -1;

  private final LongFunction<String> words;
  private final int scale;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long sum;
  private BigInteger carried = BigInteger.ZERO;

  private LongStatistics(LongFunction<String> words, int scale) {
    this.words = words;
    this.scale = scale;
  }

  /** Statistics of numbers that are multiplied by ten to the power of the scale. */
  public static LongStatistics ofNumbers(int scale) {
    return new LongStatistics(units -> BigDecimal.valueOf(units, scale).toPlainString(), scale);
  }

  /**
   * Statistics of values without a sum.
   *
   * @param words formats a value
   */
  public static LongStatistics ofMoments(LongFunction<String> words) {
    return new LongStatistics(words, NO_SUM);
  }

  /** Adds a value. */
  public void add(long value) {
    values++;
    if (value < min) {
      min = value;
    }
    if (value > max) {
      max = value;
    }
    long next = sum + value;
    if (((sum ^ next) & (value ^ next)) < 0) {
      carried = carried.add(BigInteger.valueOf(sum));
      next = value;
    }
    sum = next;
    distinct.add(Hash.of(value));
  }

  @Override
  void addValues(ColumnStatistics other) {
    LongStatistics same = (LongStatistics) other;
    min = Math.min(min, same.min);
    max = Math.max(max, same.max);
    carried = carried.add(same.carried).add(BigInteger.valueOf(same.sum));
  }

  @Override
  String min() {
    return words.apply(min);
  }

  @Override
  String max() {
    return words.apply(max);
  }

  @Override
  Optional<BigDecimal> sum() {
    return scale == NO_SUM
        ? Optional.empty()
        : Optional.of(new BigDecimal(carried.add(BigInteger.valueOf(sum)), scale));
  }
}
