package io.quarterdeck.loader.duplicate;

import java.util.Arrays;

/** Hashes in memory, in 256 buckets by their first eight bits. Each hash has two longs. */
final class Buckets {
  static final int COUNT = 256;

  /** The initial size of a bucket: 16 KiB, or 4 MiB for all buckets. */
  private static final int FIRST_LONGS = 2048;

  private final long[][] hashes = new long[COUNT][0];
  private final int[] sizes = new int[COUNT];
  private long held;

  static int of(long first) {
    return (int) (first >>> 56);
  }

  void add(int bucket, long[] from, int offset, int length) {
    int size = sizes[bucket];
    if (size + length > hashes[bucket].length) {
      int larger = Math.max(FIRST_LONGS, 2 * hashes[bucket].length);
      hashes[bucket] = Arrays.copyOf(hashes[bucket], Math.max(larger, size + length));
    }
    System.arraycopy(from, offset, hashes[bucket], size, length);
    sizes[bucket] = size + length;
    held += length;
  }

  /** The number of longs in all buckets. */
  long held() {
    return held;
  }

  long[] hashes(int bucket) {
    return hashes[bucket];
  }

  /** The number of longs in one bucket. */
  int size(int bucket) {
    return sizes[bucket];
  }

  /** Removes all hashes. A bucket that is larger than the share is shrunk. */
  void clear(int share) {
    for (int bucket = 0; bucket < COUNT; bucket++) {
      sizes[bucket] = 0;
      if (hashes[bucket].length > share) {
        hashes[bucket] = new long[0];
      }
    }
    held = 0;
  }
}
