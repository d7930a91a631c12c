package io.quarterdeck.local.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How the process of the emulators connects to the server.
 *
 * @param dataFolder the data folder
 * @param port the port on 127.0.0.1
 * @param password the password of the superuser
 */
public record ServerAccess(Path dataFolder, int port, String password) {
  /** Connects as the superuser to the database that every server has. */
  public Connection connect() throws SQLException {
    return new LocalPostgresSignIn(port, password).connect(LocalPostgresSignIn.FIRST_DATABASE);
  }

  /**
   * Returns the socket on which the server accepts each role without a password. Only the user can
   * open its folder.
   */
  public Path socket() {
    return new PrivateSocket(dataFolder).path(port);
  }

  /** Does not contain the password. */
  @Override
  public String toString() {
    return "ServerAccess[" + dataFolder + ", " + port + "]";
  }
}
