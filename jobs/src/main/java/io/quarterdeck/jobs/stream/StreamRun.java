package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs a stream until it ends.
 *
 * @param trigger when it ends
 */
record StreamRun(LakeRoot lake, StreamTrigger trigger, Progress progress) {
  /** How often a continuous stream looks for new events: a commit each second would be costly. */
  private static final String PAUSE = "10 seconds";

  /** A stream that failed. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(StreamingQueryException cause) {
      super(cause.getMessage(), cause);
    }

    @Override
    public synchronized StreamingQueryException getCause() {
      return (StreamingQueryException) super.getCause();
    }
  }

  /**
   * Runs the stream.
   *
   * @param table the path of the table that it writes
   * @return the number of rows that it read, without micro-batches that Spark forgot
   * @throws Broken if the stream fails
   */
  long run(DataStreamWriter<Row> writer, String table) {
    return await(start(writer.trigger(spark()), table));
  }

  /** Runs the stream, whose writer has a function for each micro-batch. */
  long run(DataStreamWriter<Row> writer) {
    return await(start(writer.trigger(spark()), ""));
  }

  private Trigger spark() {
    return switch (trigger) {
      case AVAILABLE_NOW -> Trigger.AvailableNow();
      case CONTINUOUS -> Trigger.ProcessingTime(PAUSE);
    };
  }

  private static StreamingQuery start(DataStreamWriter<Row> writer, String table) {
    try {
      return table.isEmpty() ? writer.start() : writer.start(table);
    } catch (TimeoutException e) {
      throw Failure.causedBy(
          e,
          "Cannot start the stream: found %s; expected no other active run. Wait until the other run"
              + " ends, then run this again.",
          e.getMessage());
    }
  }

  private long await(StreamingQuery query) {
    try {
      query.awaitTermination();
    } catch (StreamingQueryException e) {
      throw new Broken(e);
    }
    return Arrays.stream(query.recentProgress())
        .mapToLong(StreamingQueryProgress::numInputRows)
        .sum();
  }
}
