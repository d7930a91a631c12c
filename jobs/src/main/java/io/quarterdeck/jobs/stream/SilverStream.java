package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.Instant;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * Computes silver from the new rows of bronze, micro-batch by micro-batch, and then gold. A
 * micro-batch can be repeated: {@link SilverBatch} adds each event once.
 */
public final class SilverStream {
  /** Limits the memory of a micro-batch; Delta treats it as a target, not as an exact limit. */
  private static final String BATCH_BYTES = "256m";

  private final LakeRoot lake;
  private final OrderPipeline pipeline;
  private final String run;
  private final Progress progress;

  /**
   * Creates the stream.
   *
   * @param run the id of the run, which rows of quarantine contain
   */
  public SilverStream(LakeRoot lake, OrderPipeline pipeline, String run, Progress progress) {
    this.lake = lake;
    this.pipeline = pipeline;
    this.run = run;
    this.progress = progress;
  }

  /**
   * Runs the stream. If it ends after the current events, gold is computed once, else after each
   * micro-batch.
   *
   * @throws Failure if an event violates an expectation that refuses the micro-batch, the table and
   *     the checkpoint do not belong together, or another run processes the same events
   */
  public void run(StreamTrigger trigger) {
    progress.phase("Adding events to silver");
    Instant begun = Instant.now();
    StreamCheckpoint checkpoint = new StreamCheckpoint(lake, StreamName.SILVER_CHECKPOINT);
    checkpoint.requireNoneWithout(lake.at(OrderQuery.RETAIL_ORDERS.path()));
    new SilverBatch(views(lake), run).createTables();
    DataStreamWriter<Row> writer =
        lake.session()
            .readStream()
            .format("delta")
            .option("maxBytesPerTrigger", BATCH_BYTES)
            // If rows of bronze are deleted by hand, silver keeps them.
            .option("skipChangeCommits", "true")
            .load(lake.bronze(StreamName.ORDERS.streamName()))
            .writeStream()
            .queryName("silver")
            .option("checkpointLocation", checkpoint.path())
            .foreachBatch(
                (VoidFunction2<Dataset<Row>, Long>)
                    (batch, number) -> merge(batch, trigger, Instant.now()));
    try {
      new StreamRun(lake, trigger, progress).run(writer);
    } catch (StreamRun.Broken broken) {
      throw StreamFailure.of(broken);
    }
    switch (trigger) {
      case AVAILABLE_NOW -> gold(begun);
      // The last micro-batch computed gold.
      case CONTINUOUS -> {}
    }
  }

  private void merge(Dataset<Row> batch, StreamTrigger trigger, Instant begun) {
    LakeRoot own = lake.with(batch.sparkSession());
    SilverBatch.Merged merged = new SilverBatch(views(own), run).merge(batch);
    progress.note("%d events: %d in quarantine.".formatted(merged.events(), merged.quarantined()));
    switch (trigger) {
      case AVAILABLE_NOW -> {}
      case CONTINUOUS -> gold(begun);
    }
  }

  private void gold(Instant begun) {
    progress.phase("Computing gold");
    new MaterializedViews(views(lake))
        .refresh()
        .ifPresentOrElse(
            computed -> {
              progress.note(computed);
              new StreamSummary(lake).write(begun, Instant.now());
            },
            () -> progress.note("Gold already contains these events."));
  }

  private OrderViews views(LakeRoot root) {
    return new OrderViews(root, pipeline);
  }
}
