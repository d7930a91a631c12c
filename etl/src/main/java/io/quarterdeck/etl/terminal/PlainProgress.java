package io.quarterdeck.etl.terminal;

import java.io.PrintStream;
import java.util.Locale;

/** Progress for logs: a line for each phase, and one every ten seconds while it lasts. */
final class PlainProgress implements StepProgress {
  private static final double SECONDS_BETWEEN_LINES = 10;

  private final PrintStream stream;
  private final String name;
  private final Stopwatch stopwatch = new Stopwatch();
  private double nextLine = SECONDS_BETWEEN_LINES;
  private String phase = "";

  PlainProgress(PrintStream stream, String name) {
    this.stream = stream;
    this.name = name;
  }

  @Override
  public synchronized void phase(String what) {
    if (!what.equals(phase)) {
      phase = what;
      stream.println("  " + name + ": " + what);
    }
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    if (stopwatch.seconds() >= nextLine) {
      nextLine = stopwatch.seconds() + SECONDS_BETWEEN_LINES;
      String share = total > 0 ? String.format(Locale.ROOT, " (%d %%)", 100 * done / total) : "";
      stream.println(
          String.format(
              Locale.ROOT, "  %s: %s, %,d %s%s, %s", name, phase, done, unit, share, stopwatch));
    }
  }

  @Override
  public synchronized void note(String line) {
    stream.println("  " + line);
  }

  @Override
  public synchronized void done(String outcome) {
    stream.println(name + ": " + outcome + " (" + stopwatch + ")");
  }

  @Override
  public void close() {}
}
