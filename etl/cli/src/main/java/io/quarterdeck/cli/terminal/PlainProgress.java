package io.quarterdeck.cli.terminal;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress for logs: a line for each step when it ends. With {@link Detail#PHASES}, also a line for
 * each phase when it begins and every ten seconds during the phase.
 */
final class PlainProgress implements StepProgress {
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final PrintStream stream;
  private final String name;
  private final Detail detail;
  private final Paint paint;
  private final Stopwatch stopwatch = new Stopwatch();
  private double nextLine = SECONDS_BETWEEN_LINES;
  private String phase = "";

  PlainProgress(PrintStream stream, String name, Detail detail, Paint paint) {
    this.stream = stream;
    this.name = name;
    this.detail = detail;
    this.paint = paint;
  }

  @Override
  public synchronized void phase(String what) {
    if (!what.equals(phase)) {
      phase = what;
      if (detail == Detail.PHASES) {
        print("  " + name + ": " + what);
      }
    }
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    if (detail == Detail.PHASES && stopwatch.seconds() >= nextLine) {
      nextLine = stopwatch.seconds() + SECONDS_BETWEEN_LINES;
      String share = total > 0 ? String.format(Locale.ROOT, " (%d %%)", 100 * done / total) : "";
      print(
          String.format(
              Locale.ROOT, "  %s: %s, %,d %s%s, %s", name, phase, done, unit, share, stopwatch));
    }
  }

  @Override
  public synchronized void note(String line) {
    print("  " + line);
  }

  @Override
  public synchronized void done(String outcome) {
    stream.println(StepLine.DONE.text(name, outcome, stopwatch.toString(), paint));
  }

  @Override
  public synchronized void refused(String outcome) {
    stream.println(StepLine.REFUSED.text(name, outcome, stopwatch.toString(), paint));
  }

  @Override
  public void close() {}

  private void print(String line) {
    stream.println(Brief.text(line));
  }
}
