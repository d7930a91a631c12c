package io.quarterdeck.etl.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Closest {
  private Closest() {}

  /** The candidate that is about a third of its letters away at most, if any. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(
            candidate -> distance(lower, candidate) <= Math.max(1, (candidate.length() + 1) / 3))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A question to put behind a message, or nothing. */
  static String question(String word, Collection<String> candidates) {
    return to(word, candidates).map(meant -> " (did you mean '" + meant + "'?)").orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int above = row[j];
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
