package io.quarterdeck.cli.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the whole table repeatedly while a load runs. Each read must return exactly one file: the
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
        // The test stops the server, so this error is expected. Other errors prevent all reads, and
        // the test then fails.
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

  /** Stops reading. Returns the results that match neither file. */
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
