package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.bytes.Binary;
import io.quarterdeck.loader.profile.LongStatistics;
import io.quarterdeck.loader.reject.RejectReason;

/** Encodes booleans: {@code true t yes 1} and {@code false f no 0}, in upper or lower case. */
final class BooleanEncoder extends LongEncoder {
  BooleanEncoder() {
    super(
        "one of true, t, yes, 1, false, f, no, 0", LongStatistics.ofMoments(BooleanEncoder::words));
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    if (is("true", in, from, to)
        || is("1", in, from, to)
        || is("t", in, from, to)
        || is("yes", in, from, to)) {
      value = 1;
    } else if (is("false", in, from, to)
        || is("0", in, from, to)
        || is("f", in, from, to)
        || is("no", in, from, to)) {
      value = 0;
    } else {
      return refuse(RejectReason.NOT_A_BOOLEAN);
    }
    Binary.putInt(out, at, 1);
    out[at + 4] = (byte) value;
    return at + 5;
  }

  private static boolean is(String word, byte[] in, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int index = 0; index < word.length(); index++) {
      int single = in[from + index];
      int lower = single >= 'A' && single <= 'Z' ? single + 'a' - 'A' : single;
      if (lower != word.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  private static String words(long value) {
    return value == 0 ? "false" : "true";
  }
}
