package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.profile.LongStatistics;

/** An encoder whose values fit into a long. */
abstract class LongEncoder extends ColumnEncoder {
  private final LongStatistics statistics;

  /** The last encoded value. */
  long value;

  LongEncoder(String expected, LongStatistics statistics) {
    super(expected);
    this.statistics = statistics;
  }

  @Override
  public final void count(byte[] out) {
    statistics.add(value);
  }

  @Override
  public final ColumnStatistics statistics() {
    return statistics;
  }
}
