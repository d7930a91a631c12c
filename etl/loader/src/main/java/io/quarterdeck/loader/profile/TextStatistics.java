package io.quarterdeck.loader.profile;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Statistics of text. Text is compared by bytes, as with the collation "C". */
public final class TextStatistics extends ColumnStatistics {
  private static final int SHOWN = 100;

  private byte[] min = new byte[0];
  private byte[] max = new byte[0];

  /** Adds a value. */
  public void add(byte[] bytes, int from, int to) {
    boolean first = values++ == 0;
    // A text that was added before cannot be a new minimum or maximum.
    if (distinct.add(Hash.of(bytes, from, to))) {
      compare(bytes, from, to, first);
    }
  }

  private void compare(byte[] bytes, int from, int to, boolean first) {
    if (first || Arrays.compareUnsigned(bytes, from, to, min, 0, min.length) < 0) {
      min = Arrays.copyOfRange(bytes, from, to);
    }
    if (first || Arrays.compareUnsigned(bytes, from, to, max, 0, max.length) > 0) {
      max = Arrays.copyOfRange(bytes, from, to);
    }
  }

  @Override
  void addValues(ColumnStatistics other) {
    TextStatistics same = (TextStatistics) other;
    if (values == 0 || Arrays.compareUnsigned(same.min, min) < 0) {
      min = same.min;
    }
    if (values == 0 || Arrays.compareUnsigned(same.max, max) > 0) {
      max = same.max;
    }
  }

  @Override
  String min() {
    return words(min);
  }

  @Override
  String max() {
    return words(max);
  }

  @Override
  Optional<BigDecimal> sum() {
    return Optional.empty();
  }

  private static String words(byte[] bytes) {
    return shown(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The text in a profile: its first 100 characters. */
  public static String shown(String text) {
    if (text.codePointCount(0, text.length()) <= SHOWN) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
