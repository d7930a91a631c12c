package io.quarterdeck.cli.generate;

/**
 * Chooses an index at random by weight, with one lookup in a table of 4096 slots and without
 * floating-point arithmetic.
 */
final class Slots {
  static final int BITS = 12;
  private static final int COUNT = 1 << BITS;

  private Slots() {}

  /** Creates the table. The number of slots of each index is proportional to its weight. */
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
