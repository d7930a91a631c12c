package io.quarterdeck.loader.postgres;

import java.nio.charset.StandardCharsets;

/**
 * The binary format of COPY, which the load writes and the export reads. PostgreSQL's documentation
 * of COPY defines it. A header is followed by the tuples and a trailer. A tuple consists of the
 * number of its fields (two bytes) and the fields. A field consists of its length (four bytes) and
 * its bytes. Numbers are big-endian.
 */
public final class BinaryCopy {
  /** The length of a field that is null. */
  public static final int NULL = -1;

  /** The value that is written instead of a number of fields to mark the end. */
  public static final int END = -1;

  /**
   * The days from the start of 1970 to the start of 2000, which is the epoch of PostgreSQL's dates
   * and timestamps.
   */
  public static final int EPOCH_DAYS = 10_957;

  /** The microseconds of a day. */
  public static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

  /** The microseconds from the start of 1970 to the start of 2000. */
  public static final long EPOCH_MICROSECONDS = EPOCH_DAYS * MICROSECONDS_PER_DAY;

  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

  /**
   * The bytes of the header after the signature: the flags and the length of the header extension,
   * four bytes each.
   */
  private static final int AFTER_SIGNATURE = 2 * Integer.BYTES;

  private BinaryCopy() {}

  /** Returns the length of the signature, which is the first part of the header. */
  static int signatureBytes() {
    return SIGNATURE.length;
  }

  /** Returns whether the signature is at this position of the bytes. */
  static boolean isSigned(byte[] bytes, int at) {
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (bytes[at + i] != SIGNATURE[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns a header without flags and without an extension. */
  public static byte[] header() {
    byte[] header = new byte[SIGNATURE.length + AFTER_SIGNATURE];
    System.arraycopy(SIGNATURE, 0, header, 0, SIGNATURE.length);
    return header;
  }

  /** Returns the trailer. */
  public static byte[] trailer() {
    return new byte[] {(byte) (END >> Byte.SIZE), (byte) END};
  }

  /**
   * Converts a date to days since 1970.
   *
   * @throws ArithmeticException if the date is infinite; the message is {@code infinity} or {@code
   *     -infinity}
   */
  public static int days(int since2000) {
    if (since2000 == Integer.MAX_VALUE || since2000 == Integer.MIN_VALUE) {
      throw infinite(since2000);
    }
    return since2000 + EPOCH_DAYS;
  }

  /**
   * Converts a timestamp to microseconds since 1970.
   *
   * @throws ArithmeticException if the timestamp is infinite; the message is {@code infinity} or
   *     {@code -infinity}
   */
  public static long microseconds(long since2000) {
    if (since2000 == Long.MAX_VALUE || since2000 == Long.MIN_VALUE) {
      throw infinite(since2000);
    }
    return since2000 + EPOCH_MICROSECONDS;
  }

  private static ArithmeticException infinite(long value) {
    return new ArithmeticException(value < 0 ? "-infinity" : "infinity");
  }
}
