package io.quarterdeck.jobs.topics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The terms of a question: the words of title and body, and the pairs of neighbouring words of the
 * title. Pairs of the body are too many and too rare to say more than their words. A term occurs in
 * the result as often as it counts. A term that occurs often in the body counts little more than a
 * term that occurs once, and a term of the title counts as {@value #TITLE} more.
 */
final class Terms {
  private static final int TITLE = 3;

  private Terms() {}

  /**
   * Returns the terms.
   *
   * @param title the title, or null for none
   * @param body the body as HTML, or null for none
   */
  static List<String> of(String title, String body) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (String word : Cleaning.words(body)) {
      weights.merge(word, 1, Integer::sum);
    }
    weights.replaceAll((word, times) -> damped(times));
    titleTerms(Cleaning.words(title)).forEach(term -> weights.merge(term, TITLE, Integer::sum));
    List<String> terms = new ArrayList<>();
    weights.forEach((term, weight) -> terms.addAll(Collections.nCopies(weight, term)));
    return terms;
  }

  private static Set<String> titleTerms(List<String> words) {
    Set<String> terms = new LinkedHashSet<>(words);
    for (int i = 1; i < words.size(); i++) {
      terms.add(words.get(i - 1) + " " + words.get(i));
    }
    return terms;
  }

  /** One, plus the logarithm to the base two. */
  private static int damped(int times) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(times);
  }
}
