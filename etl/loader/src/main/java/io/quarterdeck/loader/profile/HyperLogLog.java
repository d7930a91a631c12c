package io.quarterdeck.loader.profile;

/**
 * Estimates cardinality from HyperLogLog registers, after Otmar Ertl, "New cardinality estimation
 * algorithms for HyperLogLog sketches" (2017), algorithm 6. The estimate has no bias from one value
 * to billions and needs no tables.
 */
final class HyperLogLog {
  private HyperLogLog() {}

  /**
   * The estimated number of distinct hashes that were added to the registers.
   *
   * @param bits the number of bits of a hash that do not select the register; the value of a
   *     register is at most one more
   */
  static long estimate(byte[] registers, int bits) {
    int[] having = new int[bits + 2];
    for (byte register : registers) {
      having[register]++;
    }
    double all = registers.length;
    double sum = all * tau(1 - having[bits + 1] / all);
    for (int rank = bits; rank >= 1; rank--) {
      sum = 0.5 * (sum + having[rank]);
    }
    sum += all * sigma(having[0] / all);
    return Math.round(all * all / (2 * Math.log(2)) / sum);
  }

  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double weight = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * weight;
      weight += weight;
    } while (sum != before);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double weight = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      weight *= 0.5;
      sum -= (1 - root) * (1 - root) * weight;
    } while (sum != before);
    return sum / 3;
  }
}
