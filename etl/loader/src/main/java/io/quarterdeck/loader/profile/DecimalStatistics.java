package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.util.Optional;

/** Statistics of decimals that do not fit into a long. All have the same scale. */
public final class DecimalStatistics extends ColumnStatistics {
  private BigDecimal min = BigDecimal.ZERO;
  private BigDecimal max = BigDecimal.ZERO;
  private BigDecimal sum = BigDecimal.ZERO;

  /** Adds a value. */
  public void add(BigDecimal value) {
    min = values == 0 ? value : min.min(value);
    max = values == 0 ? value : max.max(value);
    sum = sum.add(value);
    values++;
    distinct.add(Hash.of(value.unscaledValue().toByteArray()));
  }

  @Override
  void addValues(ColumnStatistics other) {
    DecimalStatistics same = (DecimalStatistics) other;
    min = values == 0 ? same.min : min.min(same.min);
    max = values == 0 ? same.max : max.max(same.max);
    sum = sum.add(same.sum);
  }

  @Override
  String min() {
    return min.toPlainString();
  }

  @Override
  String max() {
    return max.toPlainString();
  }

  @Override
  Optional<BigDecimal> sum() {
    return Optional.of(sum);
  }
}
