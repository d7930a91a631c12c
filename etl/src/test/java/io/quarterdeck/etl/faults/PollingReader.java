package io.quarterdeck.etl.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the whole table again and again beside a load. Whatever it sees must be one whole file: the
 * old one or the new one.
 */
final class PollingReader implements AutoCloseable {
  private final FaultServer server;
  private final Map<Long, Long> allowed;
  private final List<String> mixtures = new ArrayList<>();
  private volatile boolean ended;
  private long reads;
  private final CompletableFuture<Void> polling;

  PollingReader(FaultServer server, Generation before, Generation after) {
    this.server = server;
    this.allowed =
        Map.of(
            (long) before.number(),
            (long) before.rows(),
            (long) after.number(),
            (long) after.rows());
    this.polling = CompletableFuture.runAsync(this::poll);
  }

  private void poll() {
    while (!ended) {
      try (Connection connection = server.connect()) {
        while (!ended) {
          read(connection);
        }
      } catch (SQLException e) {
        // The server was stopped: that is part of the test. Everything else shows as no read at
        // all.
        Thread.onSpinWait();
      }
    }
  }

  private void read(Connection connection) throws SQLException {
    List<Long> seen =
        FaultServer.numbers(
            connection, "select generation, count(*) from faults.sales group by generation");
    reads++;
    if (seen.size() != 2 || !seen.get(1).equals(allowed.get(seen.get(0)))) {
      mixtures.add("seen " + seen + ", allowed " + allowed);
    }
  }

  /** Ends the reading; what was seen that is neither file. */
  List<String> mixtures() {
    close();
    return mixtures;
  }

  long reads() {
    return reads;
  }

  @Override
  public void close() {
    ended = true;
    polling.join();
  }
}
