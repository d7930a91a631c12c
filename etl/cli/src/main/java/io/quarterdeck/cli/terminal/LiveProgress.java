package io.quarterdeck.cli.terminal;

import java.io.PrintStream;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * Progress on a terminal: one line that is redrawn in place ten times a second, starting after one
 * second, and immediately when the terminal is resized.
 *
 * <p>Each drawing is one write. It reads the terminal's width again. While it writes, DECAWM is
 * off, so that the terminal truncates the line if its size changes in between. The cursor stays at
 * the start of the line: if a narrower terminal breaks the line in two, the cursor is on the first
 * one, and the next drawing erases both. The control sequences DECAWM, EL and ED are those of
 * xterm, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.
 */
final class LiveProgress implements StepProgress {
  private static final int FIRST_DRAWN_AFTER_MILLISECONDS = 1000;
  private static final int DRAWN_EVERY_MILLISECONDS = 100;
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String CLEAR_BELOW = "\u001b[J";

  /**
   * Erases the line and everything below. It does not start at the first column, because at the top
   * of the screen tmux would then move the text into its history.
   */
  private static final String CLEAR = "\r " + CLEAR_BELOW + "\r\u001b[K";

  /** The progress that is currently drawn. A process has one terminal. */
  private static final AtomicReference<LiveProgress> DRAWN = new AtomicReference<>();

  private final PrintStream stream;
  private final String name;
  private final Detail detail;
  private final Paint paint;
  private final IntSupplier columns;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Timer painter = new Timer("progress", true);
  private Stopwatch phaseStopwatch = new Stopwatch();
  private String phase = "";
  private long done;
  private long total;
  private long rows;
  private String unit = "";
  private Optional<Screen.Registration> resize = Optional.empty();
  private boolean ended;

  LiveProgress(PrintStream stream, String name, Detail detail, Paint paint, IntSupplier columns) {
    this.stream = stream;
    this.name = name;
    this.detail = detail;
    this.paint = paint;
    this.columns = columns;
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

  /** Ends the current line, so that other text can follow. */
  static void endDrawn() {
    LiveProgress drawn = DRAWN.get();
    if (drawn != null) {
      drawn.close();
    }
  }

  @Override
  public synchronized void phase(String what) {
    if (detail == Detail.PHASES && !what.equals(phase)) {
      note(name + ": " + what);
    }
    phase = what;
    phaseStopwatch = new Stopwatch();
    done = 0;
    total = 0;
    rows = 0;
    unit = "";
  }

  @Override
  public synchronized void advance(long done, long total, String unit) {
    this.done = done;
    this.total = total;
    this.unit = unit;
  }

  @Override
  public synchronized void rows(long rows) {
    this.rows = rows;
  }

  @Override
  public synchronized void note(String line) {
    clear();
    Fit.wrapped("  " + Brief.text(line), "    ", columns.getAsInt()).forEach(stream::println);
    if (isDrawn()) {
      draw();
    }
  }

  private synchronized void draw() {
    if (ended) {
      return;
    }
    if (!isDrawn()) {
      resize = Optional.of(Screen.onResize(this::draw));
      DRAWN.set(this);
    }
    LiveLine line =
        new LiveLine(
            name,
            phase,
            done,
            total,
            unit,
            rows,
            Math.max(phaseStopwatch.seconds(), 0.001),
            stopwatch.toString());
    // Keep one column free, because erasing from the last column would erase its character too.
    String text = line.fitted(columns.getAsInt() - 1, paint);
    stream.print("\r" + NO_WRAP + text + CLEAR_BELOW + WRAP + "\r");
    stream.flush();
  }

  @Override
  public synchronized void done(String outcome) {
    end(StepLine.DONE, outcome);
  }

  @Override
  public synchronized void refused(String outcome) {
    end(StepLine.REFUSED, outcome);
  }

  private void end(StepLine line, String outcome) {
    end();
    stream.println(line.fitted(name, outcome, stopwatch.toString(), paint, columns.getAsInt()));
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
    resize.ifPresent(Screen.Registration::close);
    DRAWN.compareAndSet(this, null);
    clear();
  }

  private boolean isDrawn() {
    return resize.isPresent();
  }

  private void clear() {
    if (isDrawn()) {
      stream.print(CLEAR);
      stream.flush();
    }
  }
}
