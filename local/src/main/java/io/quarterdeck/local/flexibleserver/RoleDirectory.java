package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.postgres.EntraRoles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds the roles of the server. It keeps one connection, because a new one for each sign-in would
 * double the time of a sign-in. Thread-safe.
 */
final class RoleDirectory implements AutoCloseable {
  private final Connector connector;
  private Optional<Connection> kept = Optional.empty();

  RoleDirectory(Connector connector) {
    this.connector = connector;
  }

  /** Connects as the superuser to the database {@code postgres}. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  /** Returns a role; empty if there is no such role. */
  synchronized Optional<EntraRoles.Found> find(String name) throws SignInRefused {
    boolean fresh = kept.isEmpty();
    try {
      return query(name);
    } catch (SQLException e) {
      close();
      if (fresh) {
        throw SignInRefused.serverStopped(e);
      }
      // A restart of the server ended the kept connection.
      return find(name);
    }
  }

  private Optional<EntraRoles.Found> query(String name) throws SQLException {
    if (kept.isEmpty()) {
      kept = Optional.of(connector.connect());
    }
    return new EntraRoles(kept.get()).find(name);
  }

  @Override
  public synchronized void close() {
    try {
      if (kept.isPresent()) {
        kept.get().close();
      }
    } catch (SQLException e) {
      // The server has already ended the connection.
      kept = Optional.empty();
    }
    kept = Optional.empty();
  }
}
