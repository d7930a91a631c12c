package io.quarterdeck.azure.access;

import io.quarterdeck.contract.Loopback;
import java.net.URI;

/** The scopes of tokens. A token of Entra ID is valid for one service. */
public final class Scopes {
  /**
   * PostgreSQL, where the token replaces the password. See Microsoft's "Use Microsoft Entra ID for
   * authentication with Azure Database for PostgreSQL".
   */
  public static final String POSTGRES = "https://ossrdbms-aad.database.windows.net/.default";

  /**
   * Azure SQL and Synapse SQL. See "Connect using Microsoft Entra authentication" of the JDBC
   * driver for SQL Server, property {@code accessToken}.
   */
  public static final String SQL = "https://database.windows.net/.default";

  /**
   * The application of Azure Databricks, which has the same id in every tenant. See "Get Microsoft
   * Entra ID tokens for service principals" in its documentation.
   */
  public static final String DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

  private Scopes() {}

  /**
   * Returns the scope of the Resource Manager at this endpoint. An emulator on loopback accepts the
   * tokens of the public cloud.
   */
  public static String resourceManager(URI endpoint) {
    return (Loopback.is(endpoint) ? AzureAccess.PUBLIC_CLOUD : endpoint) + "/.default";
  }
}
