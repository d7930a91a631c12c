package io.quarterdeck.loader.duplicate;

import io.quarterdeck.loader.bytes.Binary;

/**
 * A hash of 128 bits, after Austin Appleby's MurmurHash3 (x64, 128 bits), with a random seed of 128
 * bits for each run. Holds the last hash.
 */
final class RowHash {
  private static final long C1 = 0x87C37B91114253D5L;
  private static final long C2 = 0x4CF5AD432745937FL;

  private final long firstSeed;
  private final long secondSeed;
  private long first;
  private long second;

  RowHash(long firstSeed, long secondSeed) {
    this.firstSeed = firstSeed;
    this.secondSeed = secondSeed;
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }

  void hash(byte[] bytes, int from, int to) {
    long h1 = firstSeed;
    long h2 = secondSeed;
    int at = from;
    for (; at <= to - 16; at += 16) {
      h1 = mixFirst(h1, h2, Binary.longAt(bytes, at));
      h2 = mixSecond(h1, h2, Binary.longAt(bytes, at + 8));
    }
    if (at < to) {
      h1 = mixFirst(h1, h2, Binary.tailAt(bytes, at, Math.min(at + 8, to)));
      h2 = mixSecond(h1, h2, Binary.tailAt(bytes, at + 8, to));
    }
    h1 ^= to - from;
    h2 ^= to - from;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    first = h1;
    second = h2 + h1;
  }

  private static long mixFirst(long h1, long h2, long word) {
    long mixed = h1 ^ Long.rotateLeft(word * C1, 31) * C2;
    return (Long.rotateLeft(mixed, 27) + h2) * 5 + 0x52DCE729;
  }

  private static long mixSecond(long h1, long h2, long word) {
    long mixed = h2 ^ Long.rotateLeft(word * C2, 33) * C1;
    return (Long.rotateLeft(mixed, 31) + h1) * 5 + 0x38495AB5;
  }

  private static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
