package io.quarterdeck.etl.rows.reject;

import java.util.Arrays;

/** A bounded copy of a record's bytes, without its line end. Immutable. */
public final class RawRecord {
  /** The most bytes of a record that are kept. */
  public static final int MAXIMUM_BYTES = 1 << 16;

  private final byte[] kept;
  private final int length;

  private RawRecord(byte[] kept, int length) {
    this.kept = kept;
    this.length = length;
  }

  /** Copies a record. Its line end, if it has one, is left out. */
  public static RawRecord copy(byte[] bytes, int from, int to) {
    int end = to;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
    }
    if (end > from && bytes[end - 1] == '\r') {
      end--;
    }
    int length = end - from;
    return new RawRecord(
        Arrays.copyOfRange(bytes, from, from + Math.min(length, MAXIMUM_BYTES)), length);
  }

  /** The bytes that were kept. */
  public byte[] bytes() {
    return kept.clone();
  }

  /** How many bytes the whole record has. */
  public int length() {
    return length;
  }

  /**
   * The record on one line: a backslash doubled, line ends as {@code \r} and {@code \n}, other
   * control characters and bytes that are not UTF-8 as {@code \xNN}, and, where it was cut, {@code
   * \(N more bytes)} at the end.
   */
  public String escaped() {
    String text = Escaped.of(kept, 0, kept.length);
    return kept.length == length ? text : text + "\\(" + (length - kept.length) + " more bytes)";
  }
}
