package io.quarterdeck.etl.terminal;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** Progress on a terminal: one line, drawn again ten times a second once a second has passed. */
final class LiveProgress implements StepProgress {
  private static final int BAR_CELLS = 24;
  private static final int FIRST_DRAWN_AFTER_MILLISECONDS = 1000;
  private static final int DRAWN_EVERY_MILLISECONDS = 100;
  private static final String CLEAR_LINE = "\r\u001b[2K";
  private static final String GREEN = "\u001b[32m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintStream stream;
  private final String name;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Timer painter = new Timer("progress", true);
  private Stopwatch phaseStopwatch = new Stopwatch();
  private String phase = "";
  private long done;
  private long total;
  private String unit = "";
  private boolean ended;

  LiveProgress(PrintStream stream, String name) {
    this.stream = stream;
    this.name = name;
    painter.schedule(
        new TimerTask() {
          @Override
          public void run() {
            draw();
          }
        },
        FIRST_DRAWN_AFTER_MILLISECONDS,
        DRAWN_EVERY_MILLISECONDS);
  }

  @Override
  public synchronized void phase(String what) {
    phase = what;
    phaseStopwatch = new Stopwatch();
    done = 0;
    total = 0;
    unit = "";
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    this.done = done;
    this.total = total;
    this.unit = unit;
  }

  @Override
  public synchronized void note(String line) {
    stream.print(CLEAR_LINE);
    stream.println("  " + line);
  }

  private synchronized void draw() {
    if (!ended) {
      stream.print(
          CLEAR_LINE + "  " + name + DIM + "  " + phase + PLAIN + bar() + "  " + stopwatch);
      stream.flush();
    }
  }

  private String bar() {
    if (total <= 0) {
      return done > 0 ? String.format(Locale.ROOT, "  %,d %s", done, unit) : "";
    }
    int filled = (int) (BAR_CELLS * Math.min(done, total) / total);
    return String.format(
        Locale.ROOT,
        "  %s%s %d %%  %,.0f %s/s",
        "█".repeat(filled),
        "░".repeat(BAR_CELLS - filled),
        100 * Math.min(done, total) / total,
        done / Math.max(phaseStopwatch.seconds(), 0.001),
        unit);
  }

  @Override
  public synchronized void done(String outcome) {
    end();
    stream.println(GREEN + "✓ " + PLAIN + name + "  " + outcome + DIM + "  " + stopwatch + PLAIN);
  }

  @Override
  public synchronized void close() {
    if (!ended) {
      end();
    }
  }

  private void end() {
    ended = true;
    painter.cancel();
    stream.print(CLEAR_LINE);
    stream.flush();
  }
}
