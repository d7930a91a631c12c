package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Statistics of doubles. Sums with Neumaier's algorithm, which accumulates the rounding errors
 * separately.
 */
public final class DoubleStatistics extends ColumnStatistics {
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private double lost;

  /** Adds a finite value. */
  public void add(double value) {
    values++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    plus(value);
    distinct.add(Hash.of(Double.doubleToRawLongBits(value + 0.0)));
  }

  private void plus(double value) {
    double next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  @Override
  void addValues(ColumnStatistics other) {
    DoubleStatistics same = (DoubleStatistics) other;
    min = Math.min(min, same.min);
    max = Math.max(max, same.max);
    plus(same.sum);
    plus(same.lost);
  }

  @Override
  String min() {
    return Double.toString(min);
  }

  @Override
  String max() {
    return Double.toString(max);
  }

  @Override
  Optional<BigDecimal> sum() {
    double total = sum + lost;
    // A sum of finite values can exceed the range of double.
    return Double.isFinite(total) ? Optional.of(BigDecimal.valueOf(total)) : Optional.empty();
  }
}
