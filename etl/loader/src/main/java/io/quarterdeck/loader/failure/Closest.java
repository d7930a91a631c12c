package io.quarterdeck.loader.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the candidate that the user probably meant. */
public final class Closest {
  private Closest() {}

  /** The most similar candidate, if at most about a third of its letters differ. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String lower = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .filter(
            candidate -> distance(lower, candidate) <= Math.max(1, (candidate.length() + 1) / 3))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** A question to append to a message, or an empty string if there is no similar candidate. */
  public static String question(String word, Collection<String> candidates) {
    return to(word, candidates).map(meant -> " (did you mean '" + meant + "'?)").orElse("");
  }

  /** The Levenshtein distance, with a swap of two neighbouring letters counted as one change. */
  private static int distance(String left, String right) {
    int[][] rows = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : distance(left, right, i, j, rows);
      }
    }
    return rows[left.length()][right.length()];
  }

  private static int distance(String left, String right, int i, int j, int[][] rows) {
    int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    int least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
