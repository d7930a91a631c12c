package io.quarterdeck.jobs.topics;

import java.util.Map;
import java.util.TreeMap;

/**
 * The distribution of the most frequent words.
 *
 * @param shares the share of all words for each frequent word; the rest belongs to other words
 */
record WordShares(Map<String, Double> shares) {
  WordShares {
    shares = new TreeMap<>(shares);
  }

  /**
   * Returns the Jensen-Shannon distance to base two, from 0 for the same distribution to 1 for
   * distributions without a common word (Lin, "Divergence measures based on the Shannon entropy",
   * 1991). The words of this distribution are compared; all others count as one word.
   */
  double distance(WordShares other) {
    double divergence = term(rest(), rest(other));
    for (Map.Entry<String, Double> each : shares.entrySet()) {
      divergence += term(each.getValue(), other.shares.getOrDefault(each.getKey(), 0.0));
    }
    return Math.sqrt(Math.max(0, divergence));
  }

  private double rest() {
    return rest(this);
  }

  private double rest(WordShares of) {
    return Math.max(
        0, 1 - shares.keySet().stream().mapToDouble(w -> of.shares.getOrDefault(w, 0.0)).sum());
  }

  private static double term(double one, double two) {
    double mean = (one + two) / 2;
    return (entropy(one, mean) + entropy(two, mean)) / 2;
  }

  private static double entropy(double share, double mean) {
    return share == 0 ? 0 : share * Math.log(share / mean) / Math.log(2);
  }
}
