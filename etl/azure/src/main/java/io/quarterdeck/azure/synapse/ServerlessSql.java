package io.quarterdeck.azure.synapse;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The serverless SQL pool of a workspace. A caller signs in with a token of Entra ID. The driver
 * encrypts the connection, and checks the certificate of the server. Thread-safe.
 */
@FunctionalInterface
interface ServerlessSql {
  /** The pool starts within this time, in seconds. Microsoft recommends at least 30. */
  int SIGN_IN_SECONDS = 60;

  /** Opens a connection to a database. */
  Connection open(String database) throws SQLException;

  /**
   * Returns the pool with this host name, for example {@code syn-1-ondemand.sql.azuresynapse.net}.
   */
  static ServerlessSql at(String host, AzureAccess access) {
    return database -> source(host, database, access.token(Scopes.SQL)).getConnection();
  }

  /** Returns the driver's settings for one connection. */
  static SQLServerDataSource source(String host, String database, String token) {
    SQLServerDataSource source = new SQLServerDataSource();
    source.setServerName(host);
    source.setDatabaseName(database);
    source.setAccessToken(token);
    source.setEncrypt("true");
    source.setTrustServerCertificate(false);
    source.setLoginTimeout(SIGN_IN_SECONDS);
    source.setApplicationName("quarterdeck");
    return source;
  }
}
