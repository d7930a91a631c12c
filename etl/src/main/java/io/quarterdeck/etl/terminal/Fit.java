package io.quarterdeck.etl.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Makes text fit a terminal. Widths are columns: some characters take two. */
final class Fit {
  private static final String CUT = "…";

  /** A path is not shortened below this; its start and its file name are to be seen. */
  private static final int SHORTEST_PATH = 16;

  private Fit() {}

  /** How many columns the text takes. */
  static int columns(String text) {
    return new AttributedString(text).columnLength();
  }

  /** One line that takes so many columns at most: paths lose their middle, then the end goes. */
  static String line(String text, int columns) {
    String fitted = text;
    Optional<String> path = longestPath(fitted);
    while (columns(fitted) > columns && path.isPresent()) {
      int room = columns(path.get()) - (columns(fitted) - columns);
      fitted = fitted.replace(path.get(), middle(path.get(), Math.max(room, SHORTEST_PATH)));
      path = longestPath(fitted);
    }
    return end(fitted, columns);
  }

  private static Optional<String> longestPath(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> word.contains("/") && columns(word) > SHORTEST_PATH)
        .max(Comparator.comparingInt(Fit::columns));
  }

  /** The start and the end of a word, with more of its end, which has the file's name. */
  static String middle(String word, int columns) {
    if (columns(word) <= columns) {
      return word;
    }
    AttributedString whole = new AttributedString(word);
    int start = (columns - 1) / 3;
    int end = columns - 1 - start;
    return whole.columnSubSequence(0, start)
        + CUT
        + whole.columnSubSequence(whole.columnLength() - end, whole.columnLength());
  }

  /** The start of the text, with a sign where it was cut. */
  static String end(String text, int columns) {
    return columns(text) <= columns
        ? text
        : new AttributedString(text)
                .columnSubSequence(0, columns - 1)
                .toString()
                .replaceFirst("[ …]+$", "")
            + CUT;
  }

  /**
   * Lines that break between words and take so many columns at most. A word that is longer stays
   * whole: it is an address, to be followed or copied.
   *
   * @param indent what each line but the first begins with
   */
  static List<String> wrapped(String text, String indent, int columns) {
    List<String> lines = new ArrayList<>();
    String content = text.stripLeading();
    StringBuilder line = new StringBuilder(text.substring(0, text.length() - content.length()));
    String gap = "";
    for (String word : content.split(" ", -1)) {
      if (!gap.isEmpty() && columns(line.toString()) + 1 + columns(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent);
        gap = "";
      }
      line.append(gap).append(word);
      gap = " ";
    }
    lines.add(line.toString());
    return lines;
  }
}
