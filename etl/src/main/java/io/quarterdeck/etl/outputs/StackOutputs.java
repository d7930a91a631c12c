package io.quarterdeck.etl.outputs;

/**
 * All that the ETL knows of an environment. docs/stack-outputs.md says what each value is.
 *
 * @param environment {@code dev}, {@code prod}, {@code local}
 * @param location the Azure region
 * @param subscriptionId a UUID
 * @param resourceGroup the group that holds everything
 * @param networkWatcher a resource id
 * @param logAnalyticsWorkspaceId a resource id
 */
public record StackOutputs(
    String environment,
    String location,
    String subscriptionId,
    String resourceGroup,
    Lake lake,
    KeyVault keyVault,
    Postgres postgres,
    Databricks databricks,
    String networkWatcher,
    String logAnalyticsWorkspaceId) {
  /**
   * The storage account.
   *
   * @param account its name
   * @param blobEndpoint a URL that ends with a slash
   * @param dfsEndpoint a URL that ends with a slash
   */
  public record Lake(
      String account,
      String blobEndpoint,
      String dfsEndpoint,
      String landing,
      String curated,
      String quarantine,
      String artifacts) {}

  /**
   * The vault.
   *
   * @param uri a URL that ends with a slash
   * @param id its resource id
   */
  public record KeyVault(String uri, String id) {}

  /** How roles sign in to PostgreSQL. */
  public enum SignIn {
    ENTRA,
    PASSWORD
  }

  /**
   * The server and its database.
   *
   * @param user who signs in
   * @param passwordSecret the secret's name in the vault; there is such a secret with {@link
   *     SignIn#PASSWORD} only
   */
  public record Postgres(
      String host, int port, String database, String user, String passwordSecret, SignIn signIn) {}

  /**
   * The workspace.
   *
   * @param url without a slash at its end
   * @param workspaceId the workspace's own id, digits
   * @param accessConnectorId the resource id of the connector that lends the job its identity
   */
  public record Databricks(String url, String workspaceId, String accessConnectorId) {}

  /** The resource id of the group that holds everything. */
  public String resourceGroupId() {
    return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup;
  }
}
