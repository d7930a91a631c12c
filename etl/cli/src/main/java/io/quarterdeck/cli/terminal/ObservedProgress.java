package io.quarterdeck.cli.terminal;

import io.quarterdeck.cli.observation.RowCounts;
import io.quarterdeck.cli.observation.StepObserver;
import java.util.concurrent.atomic.AtomicLong;

/** Shows the progress of a step, and passes its events to the observers of the command. */
final class ObservedProgress implements StepProgress {
  private final StepProgress shown;
  private final StepObserver observer;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong rejects = new AtomicLong();
  private String phase = "";
  private boolean ended;

  ObservedProgress(StepProgress shown, StepObserver observer) {
    this.shown = shown;
    this.observer = observer;
  }

  @Override
  public void phase(String what) {
    shown.phase(what);
    if (isNew(what)) {
      observer.phase(what);
    }
  }

  private synchronized boolean isNew(String what) {
    boolean different = !what.equals(phase);
    phase = what;
    return different;
  }

  @Override
  public void advance(long done, long total, String unit) {
    shown.advance(done, total, unit);
    if (unit.equals("rows")) {
      rows.set(done);
    }
  }

  @Override
  public void rows(long count) {
    shown.rows(count);
    rows.set(count);
  }

  @Override
  public void rejects(long count) {
    shown.rejects(count);
    rejects.set(count);
  }

  @Override
  public void note(String line) {
    shown.note(line);
    observer.note(line);
  }

  @Override
  public void done(String outcome) {
    shown.done(outcome);
    end(StepObserver.Outcome.DONE, outcome);
  }

  @Override
  public void refused(String outcome) {
    shown.refused(outcome);
    end(StepObserver.Outcome.REFUSED, outcome);
  }

  @Override
  public void close() {
    shown.close();
    end(StepObserver.Outcome.ENDED, "");
  }

  private synchronized void end(StepObserver.Outcome outcome, String message) {
    if (!ended) {
      ended = true;
      observer.ended(outcome, message, new RowCounts(rows.get(), rejects.get()));
    }
  }
}
