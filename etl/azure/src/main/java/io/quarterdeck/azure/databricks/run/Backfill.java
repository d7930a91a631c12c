package io.quarterdeck.azure.databricks.run;

import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Runs the job for several quarters in order. An interrupted backfill can be started again from the
 * quarter that failed.
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
   * Runs the job for each quarter and waits for each run to end.
   *
   * @throws Failure if a run fails; the message names the remaining quarters
   */
  public void run(List<Quarter> quarters) {
    for (Quarter quarter : quarters) {
      progress.note("quarter " + quarter);
      try {
        watch.awaitSuccess(start.start(Optional.of(quarter)));
      } catch (Failure e) {
        throw Failure.causedBy(
            e,
            "%s%nThe backfill stopped at %s. After fixing the error, continue with "
                + "./quarterdeck backfill --from %s --to %s",
            e.getMessage(),
            quarter,
            quarter,
            quarters.get(quarters.size() - 1));
      }
    }
  }
}
