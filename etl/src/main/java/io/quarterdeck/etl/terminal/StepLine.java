package io.quarterdeck.etl.terminal;

/** The line that stays when a step has ended. */
enum StepLine {
  /** The step has done its work. */
  DONE("✓ "),
  /** The step has refused what it was given. */
  REFUSED("✗ ");

  /** As wide as the longest name of a bootstrap's steps, so that the outcomes line up. */
  private static final int NAME_COLUMNS = 10;

  private final String mark;

  StepLine(String mark) {
    this.mark = mark;
  }

  /** As {@code ✓ 3/5 load 1,004,480 rows 3.5 s}, as wide as it is. */
  String text(String name, String outcome, String time, Paint paint) {
    return painted(paint) + title(name) + Brief.text(outcome) + paint.dim("    " + time);
  }

  /** The same in so many columns at most: the outcome is shortened. */
  String fitted(String name, String outcome, String time, Paint paint, int columns) {
    int others = Fit.columns(mark + title(name) + "    " + time);
    return text(name, Fit.line(Brief.text(outcome), Math.max(columns - others, 1)), time, paint);
  }

  private String painted(Paint paint) {
    return switch (this) {
      case DONE -> paint.green(mark);
      case REFUSED -> paint.red(mark);
    };
  }

  private static String title(String name) {
    return name + " ".repeat(Math.max(NAME_COLUMNS - name.length(), 0)) + "  ";
  }
}
