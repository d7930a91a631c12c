package io.quarterdeck.cli.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the rows and their ledger entry repeatedly while a repair runs. Each read must return the
 * state before or after the repair. After the first read of the new state, the old state must not
 * appear again.
 */
final class RepairReader implements AutoCloseable {
  private static final String SQL =
      """
      select (select count(*) from faults.sales), rows_read, rows_loaded, rows_rejected,
        (select count(*) from quarterdeck.repair r where r.load_id = l.id),
        (select coalesce(sum(rows_added), 0) from quarterdeck.repair r where r.load_id = l.id)
      from quarterdeck.load l where id = (select max(id) from quarterdeck.load)
      """;

  private final FaultServer server;
  private final List<Long> before;
  private final List<Long> after;
  private final List<String> mixtures = new ArrayList<>();
  private final CompletableFuture<Void> polling;
  private volatile boolean ended;
  private boolean repaired;
  private long reads;

  RepairReader(FaultServer server, Generation generation) {
    this.server = server;
    long rows = generation.rows();
    long damaged = generation.damagedRows();
    this.before = List.of(rows - damaged, rows, rows - damaged, damaged, 0L, 0L);
    this.after = List.of(rows, rows, rows, 0L, 1L, damaged);
    this.polling = CompletableFuture.runAsync(this::poll);
  }

  private void poll() {
    while (!ended) {
      try (Connection connection = server.connect()) {
        while (!ended) {
          see(FaultServer.numbers(connection, SQL));
        }
      } catch (SQLException e) {
        // The test stops the server, so this error is expected. Other errors prevent all reads, and
        // the test then fails.
        Thread.onSpinWait();
      }
    }
  }

  private void see(List<Long> seen) {
    reads++;
    repaired = repaired || seen.equals(after);
    if (!seen.equals(repaired ? after : before)) {
      mixtures.add("seen " + seen + ", before " + before + ", after " + after);
    }
  }

  /** Whether the repaired rows are in the table, read on this reader's connection. */
  boolean isRepaired() throws SQLException {
    return server.numbers(SQL).equals(after);
  }

  /** Stops reading. Returns the results that match neither state. */
  List<String> mixtures() {
    close();
    return mixtures;
  }

  /** The number of reads. Call this after the reader is closed. */
  long reads() {
    return reads;
  }

  @Override
  public void close() {
    ended = true;
    polling.join();
  }
}
