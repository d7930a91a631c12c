package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.profile.DoubleStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.nio.charset.StandardCharsets;

/**
 * Encodes floating-point numbers in decimal notation, with or without an exponent. The result
 * equals that of {@link Double#parseDouble}. {@code NaN} and {@code Infinity} are refused, because
 * either would make every sum over the column useless. As in PostgreSQL, numbers that are too large
 * for 64 bits, or so small that they would become zero, are refused too.
 */
final class DoubleEncoder extends ColumnEncoder {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final DoubleStatistics statistics = new DoubleStatistics();
  private final double lowest;
  private final double highest;
  private double value;

  DoubleEncoder(Column column) {
    super("a number" + Bounds.words(column) + " such as -1.5 or 2e10, of 64 bits");
    this.lowest = column.min().map(Number::doubleValue).orElse(-Double.MAX_VALUE);
    this.highest = column.max().map(Number::doubleValue).orElse(Double.MAX_VALUE);
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    boolean signed = from < to && (in[from] == '-' || in[from] == '+');
    int digits = 0;
    int point = -1;
    long mantissa = 0;
    boolean zero = true;
    int index = signed ? from + 1 : from;
    for (; index < to; index++) {
      int digit = in[index] - '0';
      if (digit >= 0 && digit <= 9) {
        digits++;
        mantissa = mantissa * 10 + digit;
        zero &= digit == 0;
      } else if (in[index] == '.' && point < 0) {
        point = index;
      } else {
        break;
      }
    }
    if (digits == 0 || !endsWell(in, index, to)) {
      return refuse(RejectReason.NOT_A_NUMBER);
    }
    double number;
    if (index == to && digits <= 15) {
      // Both operands are exact, so the division rounds once and the result is correctly rounded.
      double whole = point < 0 ? mantissa : mantissa / POWERS[to - 1 - point];
      number = in[from] == '-' ? -whole : whole;
    } else {
      number = Double.parseDouble(new String(in, from, to - from, StandardCharsets.US_ASCII));
    }
    if (!(number >= lowest && number <= highest) || (number == 0 && !zero)) {
      return refuse(RejectReason.OUT_OF_RANGE);
    }
    value = number;
    Binary.putInt(out, at, Double.BYTES);
    Binary.putLong(out, at + 4, Double.doubleToRawLongBits(number));
    return at + 12;
  }

  /** Whether the number ends here or an exponent follows. */
  private static boolean endsWell(byte[] in, int from, int to) {
    if (from == to) {
      return true;
    }
    int at = from + 1;
    if (at < to && (in[at] == '-' || in[at] == '+')) {
      at++;
    }
    if ((in[from] != 'e' && in[from] != 'E') || at == to) {
      return false;
    }
    while (at < to && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at == to;
  }

  @Override
  public void count(byte[] out) {
    statistics.add(value);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics;
  }
}
