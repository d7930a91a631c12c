package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.terminal.Progress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Tells how many rows are written, as tasks end. Other jobs on the cluster are not told apart. */
final class WrittenRows extends SparkListener {
  private final SparkContext context;
  private final long expected;
  private final Progress progress;
  private final AtomicLong rows = new AtomicLong();

  private WrittenRows(SparkContext context, long expected, Progress progress) {
    this.context = context;
    this.expected = expected;
    this.progress = progress;
  }

  /** Listens until stopped. */
  static WrittenRows watch(SparkContext context, long expected, Progress progress) {
    WrittenRows listener = new WrittenRows(context, expected, progress);
    context.addSparkListener(listener);
    progress.advance(0, expected, "rows");
    return listener;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskInfo().successful() && end.taskMetrics() != null) {
      long written = end.taskMetrics().outputMetrics().recordsWritten();
      progress.advance(Math.min(expected, rows.addAndGet(written)), expected, "rows");
    }
  }

  /** Listens no longer. */
  void stop() {
    context.removeSparkListener(this);
  }
}
