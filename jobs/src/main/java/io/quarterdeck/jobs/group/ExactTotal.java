package io.quarterdeck.jobs.group;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A sum of whole numbers of any size, which is exact: a long as far as that goes, and more where it
 * does not. Not thread-safe.
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
   * The sum.
   *
   * @param scale how many of its digits are behind the point
   * @return empty when nothing was added
   */
  Optional<BigDecimal> value(int scale) {
    return isEmpty
        ? Optional.empty()
        : Optional.of(new BigDecimal(carried.add(BigInteger.valueOf(sum)), scale));
  }
}
