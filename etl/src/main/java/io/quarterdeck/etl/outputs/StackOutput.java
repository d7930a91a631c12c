package io.quarterdeck.etl.outputs;

/**
 * The stack outputs that the loader reads. A test compares this list with docs/stack-outputs.md.
 */
public enum StackOutput {
  ENVIRONMENT("environment", "0.1.0", Form.TEXT),
  LOCATION("location", "0.1.0", Form.TEXT),
  SUBSCRIPTION_ID("subscriptionId", "0.1.0", Form.UUID),
  RESOURCE_GROUP("resourceGroup", "0.1.0", Form.TEXT),
  STORAGE_ACCOUNT("storageAccount", "0.1.0", Form.TEXT),
  BLOB_ENDPOINT("blobEndpoint", "0.1.0", Form.FOLDER_URL),
  DFS_ENDPOINT("dfsEndpoint", "0.1.0", Form.FOLDER_URL),
  LANDING_CONTAINER("landingContainer", "0.1.0", Form.TEXT),
  CURATED_CONTAINER("curatedContainer", "0.1.0", Form.TEXT),
  QUARANTINE_CONTAINER("quarantineContainer", "0.1.0", Form.TEXT),
  ARTIFACTS_CONTAINER("artifactsContainer", "0.1.0", Form.TEXT),
  KEY_VAULT_URI("keyVaultUri", "0.1.0", Form.FOLDER_URL),
  KEY_VAULT_ID("keyVaultId", "0.1.0", Form.RESOURCE_ID),
  POSTGRES_HOST("postgresHost", "0.1.0", Form.HOST),
  POSTGRES_PORT("postgresPort", "0.1.0", Form.PORT),
  POSTGRES_DATABASE("postgresDatabase", "0.1.0", Form.TEXT),
  POSTGRES_USER("postgresUser", "0.1.0", Form.TEXT),
  POSTGRES_PASSWORD_SECRET("postgresPasswordSecret", "0.1.0", Form.TEXT),
  POSTGRES_AUTH("postgresAuth", "0.1.0", Form.SIGN_IN),
  DATABRICKS_URL("databricksUrl", "0.1.0", Form.URL),
  DATABRICKS_WORKSPACE_ID("databricksWorkspaceId", "0.1.0", Form.DIGITS),
  ACCESS_CONNECTOR_ID("accessConnectorId", "0.1.0", Form.RESOURCE_ID),
  JOB_IDENTITY_ID("jobIdentityId", "0.1.0", Form.RESOURCE_ID),
  JOB_IDENTITY_CLIENT_ID("jobIdentityClientId", "0.1.0", Form.UUID),
  NETWORK_WATCHER("networkWatcher", "0.1.0", Form.RESOURCE_ID),
  LOG_ANALYTICS_WORKSPACE_ID("logAnalyticsWorkspaceId", "0.1.0", Form.RESOURCE_ID);

  private final String outputName;
  private final String since;
  private final Form form;

  StackOutput(String outputName, String since, Form form) {
    this.outputName = outputName;
    this.since = since;
    this.form = form;
  }

  /** Returns the name in the output of {@code pulumi stack output --json}. */
  public String outputName() {
    return outputName;
  }

  /** Returns the first version of Quarterdeck that exports this output. */
  public String since() {
    return since;
  }

  Form form() {
    return form;
  }
}
