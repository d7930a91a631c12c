package io.quarterdeck.etl.databricks.run;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Quarter;
import io.quarterdeck.etl.terminal.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Runs the job for one quarter after the other. A backfill that broke off is asked for again from
 * the quarter at which it broke.
 */
public final class Backfill {
  private final RunStart start;
  private final RunWatch watch;
  private final Progress progress;

  public Backfill(RunStart start, RunWatch watch, Progress progress) {
    this.start = start;
    this.watch = watch;
    this.progress = progress;
  }

  /**
   * Runs them all, each to its end.
   *
   * @throws Failure at the first that does not succeed; the message names what is left
   */
  public void run(List<Quarter> quarters) {
    for (Quarter quarter : quarters) {
      progress.note("quarter " + quarter);
      try {
        watch.awaitSuccess(start.start(Optional.of(quarter)));
      } catch (Failure e) {
        throw new Failure(
            "%s%nThe backfill stopped at %s: once that is mended, go on with ./quarterdeck backfill --from %s --to %s"
                .formatted(e.getMessage(), quarter, quarter, quarters.get(quarters.size() - 1)),
            e);
      }
    }
  }
}
