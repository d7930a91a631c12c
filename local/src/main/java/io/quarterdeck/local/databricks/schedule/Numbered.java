package io.quarterdeck.local.databricks.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The numbers that a field of a Quartz expression stands for, where it has no L, W or #. */
final class Numbered {
  private Numbered() {}

  /**
   * Reads a list of stars, numbers, ranges and steps.
   *
   * @param text checked already
   * @param words names for the numbers, from the smallest on
   */
  static BitSet read(String text, int smallest, int largest, List<String> words) {
    BitSet numbers = new BitSet(largest + 1);
    for (String item : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      String[] parts = item.split("/", 2);
      int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
      String[] ends = parts[0].split("-", 2);
      boolean all = parts[0].isEmpty() || parts[0].equals("*");
      int first = all ? smallest : number(ends[0], smallest, words);
      int last = largest;
      if (ends.length == 2) {
        last = number(ends[1], smallest, words);
      } else if (!all && parts.length == 1) {
        last = first;
      }
      // A range may go over the end, as 22-2 of the hours does.
      int span = last >= first ? last - first : last - first + (largest - smallest + 1);
      for (int i = 0; i <= span; i += step) {
        numbers.set(smallest + (first - smallest + i) % (largest - smallest + 1));
      }
    }
    return numbers;
  }

  private static int number(String text, int smallest, List<String> words) {
    int word = words.indexOf(text);
    return word >= 0 ? smallest + word : Integer.parseInt(text);
  }
}
