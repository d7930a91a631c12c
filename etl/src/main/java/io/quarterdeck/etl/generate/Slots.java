package io.quarterdeck.etl.generate;

/** Weighted choice by one look into a table of 4096 slots, in whole numbers only. */
final class Slots {
  static final int BITS = 12;
  private static final int COUNT = 1 << BITS;

  private Slots() {}

  /** Gives each index as many of the 4096 slots as its weight is of the whole. */
  static byte[] of(int... weights) {
    long total = 0;
    for (int weight : weights) {
      total += weight;
    }
    byte[] slots = new byte[COUNT];
    int index = 0;
    long reached = weights[0];
    for (int slot = 0; slot < COUNT; slot++) {
      while (reached * COUNT <= slot * total) {
        index++;
        reached += weights[index];
      }
      slots[slot] = (byte) index;
    }
    return slots;
  }
}
