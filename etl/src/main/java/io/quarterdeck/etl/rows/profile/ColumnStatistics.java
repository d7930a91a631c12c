package io.quarterdeck.etl.rows.profile;

import java.math.BigDecimal;
import java.util.Optional;

/** What one worker has counted of one column. */
public abstract class ColumnStatistics {
  final DistinctCounter distinct = new DistinctCounter();
  long values;
  private long nulls;

  ColumnStatistics() {}

  /** Counts a null. */
  public final void addNull() {
    nulls++;
  }

  /** Takes over what another worker has counted of the same column. */
  public final void add(ColumnStatistics other) {
    nulls += other.nulls;
    distinct.add(other.distinct);
    if (other.values > 0) {
      addValues(other);
    }
    values += other.values;
  }

  /** Everything counted so far, in words. */
  public final ColumnProfile profile(String name) {
    boolean some = values > 0;
    return new ColumnProfile(
        name,
        values,
        nulls,
        distinct.count(),
        some ? Optional.of(min()) : Optional.empty(),
        some ? Optional.of(max()) : Optional.empty(),
        some ? sum().map(BigDecimal::toPlainString) : Optional.empty(),
        some ? sum().map(sum -> ColumnProfile.mean(sum, values)) : Optional.empty());
  }

  /** Takes over values of the same kind; there is at least one. */
  abstract void addValues(ColumnStatistics other);

  abstract String min();

  abstract String max();

  abstract Optional<BigDecimal> sum();
}
