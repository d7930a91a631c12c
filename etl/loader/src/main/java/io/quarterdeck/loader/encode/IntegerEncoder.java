package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.profile.LongStatistics;
import io.quarterdeck.loader.reject.RejectReason;

/** Encodes whole numbers: an optional sign followed by digits only. */
final class IntegerEncoder extends LongEncoder {
  /** A number with this many digits always fits into a long. */
  private static final int SAFE_DIGITS = 18;

  private final long lowest;
  private final long highest;
  private final int width;

  IntegerEncoder(Column column, long lowest, long highest, int width) {
    this(Bounds.of(column, 0, lowest, highest), width);
  }

  private IntegerEncoder(Bounds bounds, int width) {
    super(
        "a whole number from " + bounds.lowest() + " to " + bounds.highest() + ", digits only",
        LongStatistics.ofNumbers(0));
    this.lowest = bounds.lowest();
    this.highest = bounds.highest();
    this.width = width;
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    int digits = from;
    boolean negative = false;
    if (from < to && (in[from] == '-' || in[from] == '+')) {
      negative = in[from] == '-';
      digits++;
    }
    if (digits == to) {
      return refuse(RejectReason.NOT_A_NUMBER);
    }
    long sum = 0;
    for (int index = digits; index < to; index++) {
      int digit = in[index] - '0';
      if (digit < 0 || digit > 9) {
        return refuse(RejectReason.NOT_A_NUMBER);
      }
      sum = sum * 10 - digit;
    }
    if (to - digits > SAFE_DIGITS && overflows(in, digits, to)) {
      return refuse(RejectReason.OUT_OF_RANGE);
    }
    if (!negative && sum == Long.MIN_VALUE) {
      return refuse(RejectReason.OUT_OF_RANGE);
    }
    long number = negative ? sum : -sum;
    if (number < lowest || number > highest) {
      return refuse(RejectReason.OUT_OF_RANGE);
    }
    value = number;
    Binary.putInt(out, at, width);
    if (width == Integer.BYTES) {
      Binary.putInt(out, at + 4, (int) number);
    } else {
      Binary.putLong(out, at + 4, number);
    }
    return at + 4 + width;
  }

  /** Whether the digits, which are all valid, are a number below the smallest long. */
  private static boolean overflows(byte[] in, int from, int to) {
    int first = from;
    while (first < to && in[first] == '0') {
      first++;
    }
    long sum = 0;
    for (int index = first; index < to; index++) {
      int digit = in[index] - '0';
      if (sum < (Long.MIN_VALUE + digit) / 10) {
        return true;
      }
      sum = sum * 10 - digit;
    }
    return false;
  }
}
