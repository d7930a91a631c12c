package io.quarterdeck.etl.rows.duplicate;

import java.util.Arrays;

/** Hashes in memory, in 256 buckets by their first eight bits; two longs each. */
final class Buckets {
  static final int COUNT = 256;

  /** What a bucket begins with: 16 KiB, and 4 MiB for all of them. */
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

  /** Longs held in all buckets. */
  long held() {
    return held;
  }

  long[] hashes(int bucket) {
    return hashes[bucket];
  }

  /** Longs held in one bucket. */
  int size(int bucket) {
    return sizes[bucket];
  }

  /** Forgets what is held; a bucket that grew beyond its share gives its room back. */
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
