package io.quarterdeck.infra.outputs;

/**
 * The names of the stack's outputs, which are all that the ETL knows about an environment.
 * docs/stack-outputs.md describes each output; a test compares this list with the page.
 */
public enum StackOutput {
  ENVIRONMENT("environment"),
  LOCATION("location"),
  SUBSCRIPTION_ID("subscriptionId"),
  RESOURCE_GROUP("resourceGroup"),
  STORAGE_ACCOUNT("storageAccount"),
  BLOB_ENDPOINT("blobEndpoint"),
  DFS_ENDPOINT("dfsEndpoint"),
  LANDING_CONTAINER("landingContainer"),
  CURATED_CONTAINER("curatedContainer"),
  QUARANTINE_CONTAINER("quarantineContainer"),
  ARTIFACTS_CONTAINER("artifactsContainer"),
  KEY_VAULT_URI("keyVaultUri"),
  KEY_VAULT_ID("keyVaultId"),
  POSTGRES_HOST("postgresHost"),
  POSTGRES_PORT("postgresPort"),
  POSTGRES_DATABASE("postgresDatabase"),
  POSTGRES_USER("postgresUser"),
  POSTGRES_PASSWORD_SECRET("postgresPasswordSecret"),
  POSTGRES_AUTH("postgresAuth"),
  DATABRICKS_URL("databricksUrl"),
  DATABRICKS_WORKSPACE_ID("databricksWorkspaceId"),
  ACCESS_CONNECTOR_ID("accessConnectorId"),
  JOB_IDENTITY_ID("jobIdentityId"),
  JOB_IDENTITY_CLIENT_ID("jobIdentityClientId"),
  NETWORK_WATCHER("networkWatcher"),
  LOG_ANALYTICS_WORKSPACE_ID("logAnalyticsWorkspaceId");

  private final String outputName;

  StackOutput(String outputName) {
    this.outputName = outputName;
  }

  /** The output's name as {@code pulumi stack output --json} shows it. */
  public String outputName() {
    return outputName;
  }
}
