package io.quarterdeck.jobs.stream;

import io.quarterdeck.loader.failure.Failure;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Explains why a stream failed. */
final class StreamFailure {
  /** Spark, {@code error-conditions.json}: two runs write the same checkpoint. */
  private static final String CONCURRENT = "CONCURRENT_STREAM_LOG_UPDATE";

  private StreamFailure() {}

  /**
   * Returns the failure of the function of a micro-batch, or of a second run, or what Spark says.
   */
  static RuntimeException of(StreamRun.Broken broken) {
    for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
      // Delta's exceptions for conflicts between commits extend this one.
      if (cause instanceof ConcurrentModificationException) {
        return concurrent(broken);
      }
    }
    return withCondition(broken, CONCURRENT).isPresent() ? concurrent(broken) : broken;
  }

  /** Returns the cause whose error condition begins like this. */
  static Optional<SparkThrowable> withCondition(StreamRun.Broken broken, String beginning) {
    for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith(beginning)) {
        return Optional.of(spark);
      }
    }
    return Optional.empty();
  }

  private static Failure concurrent(StreamRun.Broken broken) {
    return Failure.causedBy(
        broken,
        "Cannot continue the stream: found another run that processes the same events; expected one"
            + " run at a time. The other run continues, and no event was added twice. Wait until it"
            + " ends, then run this again.");
  }
}
