package io.quarterdeck.loader.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements on a connection, with less code than JDBC needs. */
public final class Sql {
  /** Converts a row of the result. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The body of a transaction. */
  @FunctionalInterface
  public interface Body<T> {
    T run() throws SQLException;
  }

  private Sql() {}

  /** Runs a statement without parameters, such as DDL. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement and returns the number of affected rows. */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs a query and returns all rows. */
  public static <T> List<T> list(
      Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      List<T> rows = new ArrayList<>();
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          rows.add(row.read(answer));
        }
      }
      return rows;
    }
  }

  /** Runs a query and returns the first row, if there is one. */
  public static <T> Optional<T> first(
      Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
    return list(connection, row, sql, parameters).stream().findFirst();
  }

  /**
   * Runs the body in a transaction. Commits when the body returns, and rolls back when it throws.
   */
  public static <T> T transaction(Connection connection, Body<T> body) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = body.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(connection, e);
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * Runs the body in a transaction whose statements wait for a lock at most for this time.
   *
   * @throws SQLException {@link SqlState#isLockNotAvailable} if the time passed
   */
  public static <T> T transaction(Connection connection, Duration lockTimeout, Body<T> body)
      throws SQLException {
    return transaction(
        connection,
        () -> {
          execute(connection, "set local lock_timeout = " + lockTimeout.toMillis());
          return body.run();
        });
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
