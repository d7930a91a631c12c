package io.quarterdeck.etl.load;

import io.quarterdeck.etl.dataset.LoadMode;
import java.time.Duration;
import java.util.Optional;

/**
 * What to load and how.
 *
 * @param reading the file, its dataset, and how it is read
 * @param mode what publishing does with the loads before it
 * @param repeat what to do with bytes that are loaded already, and with a file without rows
 * @param connections how many connections the rows go over
 * @param landing where the file is uploaded first; nowhere for a bare PostgreSQL
 * @param patience how long to wait for others
 * @param keep how many replaced generations keep their rows, for rollback
 * @param who who loads, for the ledger
 */
public record LoadRequest(
    RowReading reading,
    LoadMode mode,
    Repeat repeat,
    int connections,
    Optional<FileLanding> landing,
    Patience patience,
    int keep,
    String who) {
  /** How many replaced generations keep their rows unless said otherwise. */
  public static final int DEFAULT_KEEP = 2;

  /** What to do where a load would change nothing. */
  public enum Repeat {
    /** Leave loaded bytes alone; refuse a file without rows. */
    REFUSE,
    /** Load all the same. */
    FORCE
  }

  /**
   * How long to wait for others.
   *
   * @param lock for another load of this dataset to end; zero refuses at once
   * @param readers for long readers to let the new rows be published
   * @param server for a server that is away, full or failing over; zero gives up at once
   */
  public record Patience(Duration lock, Duration readers, Duration server) {
    /**
     * Refuses at once while another load runs; tries for five minutes to get past readers; for one
     * minute, about what a failover takes, to find the server again.
     */
    public static final Patience DEFAULT =
        new Patience(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(1));
  }

  /** The defaults: as the dataset says, repeats refused, two generations kept. */
  public static LoadRequest of(RowReading reading, Optional<FileLanding> landing) {
    return new LoadRequest(
        reading,
        reading.dataset().mode(),
        Repeat.REFUSE,
        defaultConnections(),
        landing,
        Patience.DEFAULT,
        DEFAULT_KEEP,
        Who.here());
  }

  /** The same load with another landing. */
  LoadRequest withLanding(Optional<FileLanding> other) {
    return new LoadRequest(reading, mode, repeat, connections, other, patience, keep, who);
  }

  /** One connection a processor, at least 2 and at most 4: beyond that the server is the bound. */
  public static int defaultConnections() {
    return Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }
}
