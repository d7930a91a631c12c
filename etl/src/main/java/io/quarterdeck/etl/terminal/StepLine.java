package io.quarterdeck.etl.terminal;

/** The line that stays when a step has ended well. */
final class StepLine {
  /** As wide as the longest name of a bootstrap's steps, so that the outcomes line up. */
  private static final int NAME_COLUMNS = 10;

  private static final String MARK = "✓ ";

  private StepLine() {}

  /** As {@code ✓ 3/5 load 1,004,480 rows 3.5 s}, as wide as it is. */
  static String text(String name, String outcome, String time, Paint paint) {
    return paint.green(MARK) + title(name) + Brief.text(outcome) + paint.dim("    " + time);
  }

  /** The same in so many columns at most: the outcome is shortened. */
  static String fitted(String name, String outcome, String time, Paint paint, int columns) {
    int others = Fit.columns(MARK + title(name) + "    " + time);
    return text(name, Fit.line(Brief.text(outcome), Math.max(columns - others, 1)), time, paint);
  }

  private static String title(String name) {
    return name + " ".repeat(Math.max(NAME_COLUMNS - name.length(), 0)) + "  ";
  }
}
