package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.RebuildSource;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Computes events of silver again, with the current dataset file and queries, and then gold. Bronze
 * does not change.
 */
public final class SilverRebuild {
  private final LakeRoot lake;
  private final OrderViews views;
  private final SilverBatch batch;
  private final Progress progress;

  /**
   * Creates a rebuild.
   *
   * @param run the id of the run, which rows of quarantine contain
   */
  public SilverRebuild(LakeRoot lake, OrderPipeline pipeline, String run, Progress progress) {
    this.lake = lake;
    this.views = new OrderViews(lake, pipeline);
    this.batch = new SilverBatch(views, run);
    this.progress = progress;
  }

  /**
   * Computes the events that Event Hubs stored since a time. From bronze, the rows of silver and
   * quarantine since then are replaced, quarantine first. From quarantine, the events that now meet
   * all rules are added to silver, and their rows are marked as replayed.
   *
   * @throws Failure if there is no bronze, or an event violates an expectation that refuses all
   */
  public void rebuild(RebuildSource source, Instant since) {
    if (!lake.exists(views.bronze())) {
      throw Failure.of(
          "Cannot rebuild silver: found no table %s; expected events. Run the job orders first:"
              + " ./quarterdeck run --systems streaming --job orders",
          views.bronze());
    }
    batch.createTables();
    progress.phase("Rebuilding silver from " + source.text());
    Dataset<Row> events = lake.read(views.bronze()).where("enqueued >= timestamp'" + since + "'");
    SilverBatch.Merged merged =
        switch (source) {
          case BRONZE -> batch.replace(events, since);
          case QUARANTINE -> fromQuarantine(events);
        };
    progress.note("%d events: %d in quarantine.".formatted(merged.events(), merged.quarantined()));
    progress.phase("Computing gold");
    Instant begun = Instant.now();
    new MaterializedViews(views)
        .refresh()
        .ifPresent(
            computed -> {
              progress.note(computed);
              new StreamSummary(lake).write(begun, Instant.now());
            });
  }

  private SilverBatch.Merged fromQuarantine(Dataset<Row> events) {
    Dataset<Row> waiting =
        lake.read(batch.quarantine().path())
            .where("replayed is null")
            .select("topic", "partition", "offset");
    Dataset<Row> again =
        events.join(waiting, new String[] {"topic", "partition", "offset"}, "left_semi");
    Dataset<Row> parsed = views.parsed(again).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      SilverBatch.Merged merged = batch.add(parsed);
      batch.quarantine().replayed(parsed.where(EventSql.accepted()));
      return merged;
    } finally {
      parsed.unpersist();
    }
  }
}
