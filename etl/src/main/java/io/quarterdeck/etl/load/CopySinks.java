package io.quarterdeck.etl.load;

import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The connections of one load: rows go over all of them, then they build the indexes together. */
final class CopySinks implements AutoCloseable {
  /** An index of ten million rows then sorts in memory; each of our connections may use it. */
  private static final String INDEX_MEMORY = "set maintenance_work_mem = '256MB'";

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

  /** Runs the statements side by side, one a connection at a time. */
  void runTogether(List<String> statements) throws SQLException {
    ExecutorService executor = Executors.newFixedThreadPool(sinks.size());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < sinks.size(); i++) {
        int first = i;
        running.add(executor.submit(() -> runEvery(statements, first)));
      }
      for (Future<Void> each : running) {
        await(each);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private Void runEvery(List<String> statements, int first) throws SQLException {
    Connection connection = sinks.get(first).connection();
    Sql.execute(connection, INDEX_MEMORY);
    for (int i = first; i < statements.size(); i += sinks.size()) {
      Sql.execute(connection, statements.get(i));
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
      throw new SQLException("interrupted while an index was built", "57014", e);
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
