package io.quarterdeck.etl.azure;

import java.net.URI;

/** What tokens are asked for: Entra gives one for one service. */
public final class Scopes {
  /**
   * A role's password in PostgreSQL; see Microsoft's "Use Microsoft Entra ID for authentication
   * with Azure Database for PostgreSQL".
   */
  public static final String POSTGRES = "https://ossrdbms-aad.database.windows.net/.default";

  /**
   * Azure Databricks' own application, the same in every tenant; see "Get Microsoft Entra ID tokens
   * for service principals" in its documentation.
   */
  public static final String DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

  private Scopes() {}

  /** A Resource Manager, of whichever cloud. */
  public static String resourceManager(URI endpoint) {
    return endpoint + "/.default";
  }
}
