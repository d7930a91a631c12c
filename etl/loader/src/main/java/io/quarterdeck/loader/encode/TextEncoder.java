package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.profile.TextStatistics;
import io.quarterdeck.loader.reject.RejectReason;

/**
 * Encodes text without changing its bytes. {@code FieldValidation} has already validated the UTF-8.
 */
final class TextEncoder extends ColumnEncoder {
  private final TextStatistics statistics = new TextStatistics();
  private int start;
  private int end;

  TextEncoder() {
    super("text without NUL");
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    int length = to - from;
    Binary.putInt(out, at, length);
    start = at + 4;
    end = start + length;
    for (int source = from, target = start; source < to; source++, target++) {
      byte single = in[source];
      if (single == 0) {
        return refuse(RejectReason.NUL_CHARACTER);
      }
      out[target] = single;
    }
    return end;
  }

  @Override
  public void count(byte[] out) {
    statistics.add(out, start, end);
  }

  @Override
  public ColumnStatistics statistics() {
    return statistics;
  }
}
