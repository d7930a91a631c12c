package io.quarterdeck.loader.load;

import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The connections of one load. First they copy the rows in parallel, then they build the indexes in
 * parallel.
 */
final class CopySinks implements AutoCloseable {
  /**
   * PostgreSQL sorts in runs that fit into the processor's cache and merges them. Indexing ten
   * million rows of text took 13.9 s of the server's CPU time with this value, and 22.8 s with 256
   * MB.
   */
  private static final String SERIAL =
      "set maintenance_work_mem = '16MB'; set max_parallel_maintenance_workers = 0";

  /**
   * The server uses a worker only if the worker and the leader have 32 MB each ("CREATE INDEX",
   * PostgreSQL's documentation).
   */
  private static final String WITH_WORKER =
      "set maintenance_work_mem = '64MB'; set max_parallel_maintenance_workers = 1";

  /**
   * A statement that builds an index.
   *
   * @param settings the statement that sets its memory and workers
   */
  private record IndexBuild(String settings, String statement) {}

  private final List<CopySink> sinks = new ArrayList<>();

  private CopySinks() {}

  static CopySinks open(Postgres postgres, String what, LoadTable table, int connections)
      throws SQLException {
    CopySinks opened = new CopySinks();
    try {
      for (int i = 0; i < connections; i++) {
        opened.add(postgres.connect(what), table);
      }
      return opened;
    } catch (SQLException | RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private void add(Connection connection, LoadTable table) throws SQLException {
    try {
      // The transaction that publishes the load commits later and flushes the log, including these
      // rows.
      Sql.execute(connection, "set synchronous_commit = off");
      sinks.add(new CopySink(connection, table.copyStatement()));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  List<CopySink> all() {
    return sinks;
  }

  void finish() throws SQLException {
    for (CopySink sink : sinks) {
      sink.finish();
    }
  }

  /**
   * Runs the statements in parallel. Each connection takes the next statement when it is idle. If
   * no statement has to wait, the first one takes the longest, and another connection is idle at
   * the end. Therefore the first one gets a parallel worker.
   */
  void runTogether(List<String> statements) throws SQLException {
    Queue<IndexBuild> waiting = new ConcurrentLinkedQueue<>();
    boolean idleAtEnd = statements.size() <= sinks.size();
    for (String statement : statements) {
      waiting.add(new IndexBuild(waiting.isEmpty() && idleAtEnd ? WITH_WORKER : SERIAL, statement));
    }
    ExecutorService executor = Executors.newFixedThreadPool(sinks.size());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (CopySink sink : sinks) {
        running.add(executor.submit(() -> runNext(waiting, sink.connection())));
      }
      for (Future<Void> each : running) {
        await(each);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static Void runNext(Queue<IndexBuild> waiting, Connection connection)
      throws SQLException {
    for (IndexBuild next = waiting.poll(); next != null; next = waiting.poll()) {
      Sql.execute(connection, next.settings());
      Sql.execute(connection, next.statement());
    }
    return null;
  }

  private static void await(Future<Void> running) throws SQLException {
    try {
      running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while building an index", SqlState.QUERY_CANCELED, e);
    }
  }

  private void closeAfter(Exception cause) {
    try {
      close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    SQLException first = null;
    for (CopySink sink : sinks) {
      try {
        sink.close();
      } catch (SQLException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    sinks.clear();
    if (first != null) {
      throw first;
    }
  }
}
