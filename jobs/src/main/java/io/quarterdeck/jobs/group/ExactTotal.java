package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact sum of whole numbers. It uses a long until that overflows, and {@link BigInteger}
 * beyond. Not thread-safe.
 */
final class ExactTotal implements Serializable {
  private static final long serialVersionUID = 1;

  private BigInteger carried = BigInteger.ZERO;
  private long sum;
  private boolean isEmpty = true;

  void add(long value) {
    long next = sum + value;
    if (((sum ^ next) & (value ^ next)) < 0) {
      carried = carried.add(BigInteger.valueOf(sum));
      next = value;
    }
    sum = next;
    isEmpty = false;
  }

  void add(BigInteger value) {
    carried = carried.add(value);
    isEmpty = false;
  }

  void add(ExactTotal other) {
    carried = carried.add(other.carried);
    if (!other.isEmpty) {
      add(other.sum);
    }
  }

  /**
   * Returns the sum.
   *
   * @param scale the number of digits after the decimal point
   * @return the sum; empty if nothing was added
   */
  Optional<BigDecimal> value(int scale) {
    return isEmpty
        ? Optional.empty()
        : Optional.of(new BigDecimal(carried.add(BigInteger.valueOf(sum)), scale));
  }
}
