package io.quarterdeck.cli.terminal;

/** The permanent line of a step that has ended. */
enum StepLine {
  /** The step succeeded. */
  DONE("✓ "),
  /** The step rejected its input. */
  REFUSED("✗ ");

  /** The width of the longest step name of a bootstrap, so that the outcomes are aligned. */
  private static final int NAME_COLUMNS = 10;

  private final String mark;

  StepLine(String mark) {
    this.mark = mark;
  }

  /** Returns the line, such as {@code ✓ 3/5 load 1,004,480 rows 3.5 s}, without shortening it. */
  String text(String name, String outcome, String time, Paint paint) {
    return painted(paint) + title(name) + Brief.text(outcome) + paint.dim("    " + time);
  }

  /** Returns the line with at most {@code columns} columns, by shortening the outcome. */
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
