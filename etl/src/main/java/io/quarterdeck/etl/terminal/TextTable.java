package io.quarterdeck.etl.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that line up; columns of figures are set to the right. */
public final class TextTable {
  /** Which side a column's cells are set to. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /**
   * One column.
   *
   * @param name its heading
   * @param side which side its cells are set to
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

  private final List<Heading> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(Heading... headings) {
    this.headings = List.of(headings);
    rows.add(this.headings.stream().map(Heading::name).toList());
  }

  /** Adds a row with one cell a column. */
  public void add(String... cells) {
    rows.add(List.of(cells));
  }

  public void print(PrintWriter out) {
    int[] widths = new int[headings.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String space = " ".repeat(widths[i] - row.get(i).length());
        boolean left = headings.get(i).side() == Side.LEFT;
        line.append(GAP).append(left ? row.get(i) + space : space + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
