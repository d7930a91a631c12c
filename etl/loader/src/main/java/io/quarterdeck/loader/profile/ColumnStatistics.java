package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.util.Optional;

/** The statistics of one column, collected by one worker. */
public abstract class ColumnStatistics {
  final DistinctCounter distinct = new DistinctCounter();
  long values;
  private long nulls;

  ColumnStatistics() {}

  /** Adds a null. */
  public final void addNull() {
    nulls++;
  }

  /** Adds the statistics that another worker collected of the same column. */
  public final void add(ColumnStatistics other) {
    nulls += other.nulls;
    distinct.add(other.distinct);
    if (other.values > 0) {
      addValues(other);
    }
    values += other.values;
  }

  /** The profile of everything added so far. */
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

  /** Adds the values of statistics of the same class, which have at least one value. */
  abstract void addValues(ColumnStatistics other);

  abstract String min();

  abstract String max();

  abstract Optional<BigDecimal> sum();
}
