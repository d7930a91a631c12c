package io.quarterdeck.loader.profile;

import io.quarterdeck.loader.bytes.Binary;

/** Fast 64-bit hashes for counting distinct values. */
final class Hash {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Hash() {}

  /**
   * The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every input bit affects every output
   * bit.
   */
  static long of(long value) {
    long mixed = value + PRIME;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  static long of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static long of(byte[] bytes, int from, int to) {
    long mixed = (to - from) * PRIME;
    int at = from;
    for (; at <= to - 8; at += 8) {
      mixed = (mixed ^ Binary.longAt(bytes, at)) * 0xBF58476D1CE4E5B9L;
      mixed ^= mixed >>> 32;
    }
    return of(mixed ^ Binary.tailAt(bytes, at, to));
  }
}
