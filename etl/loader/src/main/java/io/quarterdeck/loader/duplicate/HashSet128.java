package io.quarterdeck.loader.duplicate;

import java.util.Arrays;

/** A set of hashes in one array, with two longs per slot. It is reused for each bucket. */
final class HashSet128 {
  private long[] slots = new long[0];
  private int mask;
  private int size;
  private int limit;

  /**
   * Empties the set and makes space for the given number of hashes, which fill at most half of the
   * slots.
   */
  void reset(int hashes) {
    int wanted = 4 * Integer.highestOneBit(Math.max(hashes - 1, 1));
    if (slots.length < 2 * wanted) {
      slots = new long[2 * wanted];
    } else {
      Arrays.fill(slots, 0, 2 * wanted, 0);
    }
    mask = wanted - 1;
    limit = wanted / 2;
    size = 0;
  }

  int size() {
    return size;
  }

  /** Adds a hash. Returns false if the set is full. */
  boolean add(long first, long second) {
    // An empty slot is zero. The last bit of every stored hash is set to 1, so 127 bits count.
    long low = second | 1;
    int slot = (int) (second >>> 1) & mask;
    while (slots[2 * slot + 1] != 0) {
      if (slots[2 * slot + 1] == low && slots[2 * slot] == first) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    if (size == limit) {
      return false;
    }
    slots[2 * slot] = first;
    slots[2 * slot + 1] = low;
    size++;
    return true;
  }
}
