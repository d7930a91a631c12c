package io.quarterdeck.loader.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes numbers in byte arrays. Writes are big-endian, as in PostgreSQL's binary format.
 */
public final class Binary {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Binary() {}

  /** Writes two bytes. */
  public static void putShort(byte[] bytes, int at, int value) {
    SHORTS.set(bytes, at, (short) value);
  }

  /** Writes four bytes. */
  public static void putInt(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  /** Writes eight bytes. */
  public static void putLong(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }

  /** Reads eight bytes, little-endian, so that they can be examined in one step. */
  public static long longAt(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  /**
   * Reads a range of at most eight bytes, padded with zeros, in the byte order of {@link #longAt}.
   */
  public static long tailAt(byte[] bytes, int from, int to) {
    if (from >= to) {
      return 0;
    }
    if (from + Long.BYTES <= bytes.length) {
      return longAt(bytes, from) & (-1L >>> (Long.SIZE - Long.BYTES * (to - from)));
    }
    long word = 0;
    for (int at = to - 1; at >= from; at--) {
      word = word << 8 | (bytes[at] & 0xFF);
    }
    return word;
  }
}
