package io.quarterdeck.loader.profile;

/**
 * Counts distinct hashes: exactly up to {@value #EXACT}, then with HyperLogLog with 2^14 registers
 * and a standard error of 1.04 / sqrt(2^14) = 0.8 % (Flajolet, Fusy, Gandouet and Meunier, 2007).
 * Takes up to 32 KiB while it counts exactly, and 16 KiB afterwards.
 */
final class DistinctCounter {
  static final int EXACT = 2048;

  private static final int PRECISION = 14;
  private static final int REGISTERS = 1 << PRECISION;
  private static final byte[] NONE = new byte[0];

  private long[] table = new long[64];
  private int size;
  private byte[] registers = NONE;

  /** Adds a hash. Returns false if the hash is known to be present already. */
  boolean add(long hash) {
    if (registers.length == 0) {
      return addExactly(hash == 0 ? 1 : hash);
    }
    register(hash);
    return true;
  }

  void add(DistinctCounter other) {
    for (long hash : other.table) {
      if (hash != 0) {
        add(hash);
      }
    }
    if (other.registers.length > 0) {
      approximate();
      for (int index = 0; index < REGISTERS; index++) {
        registers[index] = (byte) Math.max(registers[index], other.registers[index]);
      }
    }
  }

  long count() {
    return registers.length == 0 ? size : HyperLogLog.estimate(registers, Long.SIZE - PRECISION);
  }

  private boolean addExactly(long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0) {
      if (table[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = hash;
    size++;
    if (size > EXACT) {
      approximate();
    } else if (2 * size > table.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    size = 0;
    for (long hash : old) {
      if (hash != 0) {
        addExactly(hash);
      }
    }
  }

  private void approximate() {
    if (registers.length == 0) {
      registers = new byte[REGISTERS];
      for (long hash : table) {
        if (hash != 0) {
          register(hash);
        }
      }
      table = new long[0];
    }
  }

  private void register(long hash) {
    int index = (int) (hash >>> (Long.SIZE - PRECISION));
    byte rank = (byte) (Long.numberOfLeadingZeros(hash << PRECISION | 1L << (PRECISION - 1)) + 1);
    if (rank > registers[index]) {
      registers[index] = rank;
    }
  }
}
