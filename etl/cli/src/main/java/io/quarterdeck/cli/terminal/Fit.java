package io.quarterdeck.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;

/** Fits text to a terminal. Widths are in columns; some characters need two. */
final class Fit {
  private static final String CUT = "…";

  /** The minimum width of a shortened path, which shows its start and its file name. */
  private static final int SHORTEST_PATH = 16;

  private Fit() {}

  /** Returns the number of columns of the text. */
  static int columns(String text) {
    return new AttributedString(text).columnLength();
  }

  /**
   * Returns a line with at most {@code columns} columns. First shortens the middle of paths, then
   * the end of the line.
   */
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

  /**
   * Returns the start and the end of a word. The end is longer, because it contains the file name.
   */
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

  /** Returns the start of the text, with an ellipsis if it was shortened. */
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
   * Wraps text between words to lines with at most {@code columns} columns. Longer words are not
   * broken, because they are usually URLs or paths.
   *
   * @param indent the prefix of all lines except the first
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
