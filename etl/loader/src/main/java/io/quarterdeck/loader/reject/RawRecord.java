package io.quarterdeck.loader.reject;

import java.util.Arrays;

/** A copy of a record's bytes without its line end, up to a maximum size. Immutable. */
public final class RawRecord {
  /** The maximum number of bytes that are kept. */
  public static final int MAXIMUM_BYTES = 1 << 16;

  private final byte[] kept;
  private final int length;

  private RawRecord(byte[] kept, int length) {
    this.kept = kept;
    this.length = length;
  }

  /** Copies a record without its line end. */
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

  /** The copied bytes. */
  public byte[] bytes() {
    return kept.clone();
  }

  /** The length of the whole record in bytes. */
  public int length() {
    return length;
  }

  /**
   * The record on one line: a backslash as {@code \\}, line ends as {@code \r} and {@code \n},
   * other control characters and bytes that are not UTF-8 as {@code \xNN}, and {@code \(N more
   * bytes)} at the end if the record was cut.
   */
  public String escaped() {
    String text = Escaped.of(kept, 0, kept.length);
    return kept.length == length ? text : text + "\\(" + (length - kept.length) + " more bytes)";
  }
}
