package io.quarterdeck.etl.terminal;

/** The permanent line of a successful step. */
final class StepLine {
  /** The width of the longest step name of a bootstrap, so that the outcomes are aligned. */
  private static final int NAME_COLUMNS = 10;

  private static final String MARK = "✓ ";

  private StepLine() {}

  /** Returns the line, such as {@code ✓ 3/5 load 1,004,480 rows 3.5 s}, without shortening it. */
  static String text(String name, String outcome, String time, Paint paint) {
    return paint.green(MARK) + title(name) + Brief.text(outcome) + paint.dim("    " + time);
  }

  /** Returns the line with at most {@code columns} columns, by shortening the outcome. */
  static String fitted(String name, String outcome, String time, Paint paint, int columns) {
    int others = Fit.columns(MARK + title(name) + "    " + time);
    return text(name, Fit.line(Brief.text(outcome), Math.max(columns - others, 1)), time, paint);
  }

  private static String title(String name) {
    return name + " ".repeat(Math.max(NAME_COLUMNS - name.length(), 0)) + "  ";
  }
}
