package io.quarterdeck.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text table with aligned columns. Columns of numbers are right-aligned. On a narrow terminal,
 * the widest left-aligned columns are shortened.
 */
public final class TextTable {
  /** The alignment of a column. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /**
   * A column.
   *
   * @param name the heading
   * @param side the alignment of the cells
   */
  public record Heading(String name, Side side) {
    public static Heading left(String name) {
      return new Heading(name, Side.LEFT);
    }

    public static Heading right(String name) {
      return new Heading(name, Side.RIGHT);
    }
  }

  private static final String GAP = "  ";

  /**
   * The minimum width of a shortened cell. If cells cannot be shortened further, the table is wider
   * than the terminal.
   */
  private static final int SHORTEST_CELL = 8;

  private final List<Heading> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(Heading... headings) {
    this.headings = List.of(headings);
    rows.add(this.headings.stream().map(Heading::name).toList());
  }

  /** Adds a row with one cell for each column. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  public void print(PrintWriter out) {
    List<List<String>> shown = out instanceof TerminalWriter terminal ? fitted(terminal) : rows;
    int[] widths = widths(shown);
    for (List<String> row : shown) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        boolean left = headings.get(i).side() == Side.LEFT;
        line.append(GAP).append(left ? row.get(i) + space : space + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int[] widths(List<List<String>> shown) {
    int[] widths = new int[headings.size()];
    for (List<String> row : shown) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private List<List<String>> fitted(TerminalWriter terminal) {
    int[] widths = widths(rows);
    while (Arrays.stream(widths).sum() + GAP.length() * widths.length > terminal.columns()) {
      int widest = widestOfWords(widths);
      if (widths[widest] <= SHORTEST_CELL) {
        break;
      }
      widths[widest]--;
    }
    return rows.stream().map(row -> fitted(row, widths)).toList();
  }

  private int widestOfWords(int[] widths) {
    return IntStream.range(0, widths.length)
        .boxed()
        .max(
            Comparator.<Integer>comparingInt(
                i -> headings.get(i).side() == Side.LEFT ? widths[i] : 0))
        .orElseThrow();
  }

  private static List<String> fitted(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> shortened(row.get(i), widths[i]))
        .toList();
  }

  private static String shortened(String cell, int columns) {
    return cell.contains("/") ? Fit.middle(cell, columns) : Fit.end(cell, columns);
  }
}
