package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.progress.Progress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Reports the number of written rows whenever a task ends. It includes rows of other jobs on the
 * cluster.
 */
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

  /** Starts a listener, which runs until {@link #stop}. */
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

  /** Removes the listener. */
  void stop() {
    context.removeSparkListener(this);
  }
}
