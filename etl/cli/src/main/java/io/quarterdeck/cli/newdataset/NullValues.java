package io.quarterdeck.cli.newdataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which texts mean null in a whole file. A text that could be a code, such as NA for
 * Namibia, means null only in the other columns.
 */
final class NullValues {
  /** Texts that mean null also where all other values are text. */
  private static final Set<String> CLEAR =
      Set.of("NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "\\N", "<NA>", "NaT");

  private static final double MOSTLY = 0.8;
  private static final int ENOUGH = 5;

  private NullValues() {}

  /** The null values of the file, beside the empty field. Adds the others to their columns. */
  static List<String> decide(List<ColumnGuess> columns, char delimiter) {
    Map<String, Integer> found = new TreeMap<>();
    for (ColumnGuess column : columns) {
      column.facts.nullValues.forEach(
          (text, count) -> {
            if (meansNull(column, text)) {
              found.merge(text, count, Integer::sum);
            }
          });
    }
    List<String> global = new ArrayList<>();
    for (String text : found.keySet()) {
      boolean code = columns.stream().anyMatch(column -> isCode(column, text));
      if (code || text.indexOf(delimiter) >= 0) {
        columns.stream()
            .filter(column -> meansNull(column, text))
            .forEach(column -> column.mapped.put(text, ""));
      } else {
        global.add(text);
      }
    }
    for (ColumnGuess column : columns) {
      explain(column);
    }
    return global;
  }

  private static boolean meansNull(ColumnGuess column, String text) {
    return column.facts.nullValues.containsKey(text)
        && (!column.isText() || (CLEAR.contains(text) && !isCode(column, text)))
        && column.facts.present() > 0;
  }

  /** Whether the column has codes of two or three letters, and this text looks like one of them. */
  private static boolean isCode(ColumnGuess column, String text) {
    ColumnFacts facts = column.facts;
    if (!column.isText()
        || !facts.nullValues.containsKey(text)
        || !text.matches("[A-Z]{2,3}")
        || facts.values.size() < ENOUGH) {
      return false;
    }
    long codes = facts.values.keySet().stream().filter(v -> v.matches("[A-Z]{2,3}")).count();
    return codes >= MOSTLY * facts.values.size();
  }

  private static void explain(ColumnGuess column) {
    column.facts.nullValues.forEach(
        (text, count) -> {
          if (isCode(column, text)) {
            column.evidence.add(
                String.format(
                    Locale.ROOT, "%s occurs %,d times and is read as a code", text, count));
          } else if (meansNull(column, text)) {
            column.evidence.add(
                String.format(Locale.ROOT, "%s occurs %,d times and means null", text, count));
          }
        });
  }
}
