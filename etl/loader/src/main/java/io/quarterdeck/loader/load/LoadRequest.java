package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.ledger.LoadAuthor;
import java.time.Duration;
import java.util.Optional;

/**
 * What to load, and how.
 *
 * @param reading the file, its dataset, and how it is read
 * @param mode what happens to earlier loads when this one is published
 * @param repeat what to do with content that is already loaded, and with a file without rows
 * @param connections the number of connections that copy rows
 * @param landing where the file is staged; empty for a bare PostgreSQL
 * @param waitLimits how long to wait for other sessions and for the server
 * @param keep the number of replaced generations that keep their rows, for rollback
 * @param author who loads, for the ledger
 */
public record LoadRequest(
    RowReading reading,
    LoadMode mode,
    Repeat repeat,
    int connections,
    Optional<FileLanding> landing,
    WaitLimits waitLimits,
    int keep,
    LoadAuthor author) {
  /** The default number of replaced generations that keep their rows. */
  public static final int DEFAULT_KEEP = 2;

  /** What to do if a load would change nothing. */
  public enum Repeat {
    /** Skip content that is already loaded, and refuse a file without rows. */
    REFUSE,
    /** Load the file in both cases. */
    FORCE
  }

  /**
   * How long to wait.
   *
   * @param lockWait for another load of this dataset to end; zero fails immediately (option {@code
   *     --wait})
   * @param readerWait for readers that hold the table, before the load is published
   * @param retry for a server that is unreachable, has no free connections or fails over; zero does
   *     not retry (option {@code --retry})
   */
  public record WaitLimits(Duration lockWait, Duration readerWait, Duration retry) {
    /**
     * Does not wait for another load, waits up to five minutes for readers, and retries for one
     * minute, about the duration of a failover, if the server fails.
     */
    public static final WaitLimits DEFAULT =
        new WaitLimits(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(1));
  }

  /**
   * A request with the defaults: the dataset's load mode, no repeated loads, two generations kept.
   */
  public static LoadRequest of(RowReading reading, Optional<FileLanding> landing) {
    return new LoadRequest(
        reading,
        reading.dataset().mode(),
        Repeat.REFUSE,
        defaultConnections(),
        landing,
        WaitLimits.DEFAULT,
        DEFAULT_KEEP,
        Origin.author());
  }

  /** A copy of this request with another landing. */
  LoadRequest withLanding(Optional<FileLanding> other) {
    return new LoadRequest(reading, mode, repeat, connections, other, waitLimits, keep, author);
  }

  /**
   * One connection for each processor, at least 2 and at most 4. With more, the server is the
   * limit.
   */
  public static int defaultConnections() {
    return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }
}
