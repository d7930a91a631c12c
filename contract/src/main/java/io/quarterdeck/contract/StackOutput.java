package io.quarterdeck.contract;

import java.util.Optional;

/**
 * The outputs of a stack. Other modules know nothing else about an environment. {@code infra}
 * exports the outputs, and {@code etl/azure} reads and checks them. docs/stack-outputs.md lists
 * them; a test compares that page with this enum.
 */
public enum StackOutput {
  ENVIRONMENT(
      "environment",
      "0.1.0",
      OutputForm.TEXT,
      "dev",
      "The environment's name: `dev`, `prod`, `local`."),
  SYSTEMS(
      "systems",
      "0.1.0",
      OutputForm.NAMES,
      "batch",
      "The enabled systems, separated by commas: `batch`, `lakehouse`, `streaming`."),
  LOCATION(
      "location",
      "0.1.0",
      OutputForm.TEXT,
      "westeurope",
      "The Azure region, as Azure Resource Manager names it: `westeurope`."),
  SUBSCRIPTION_ID(
      "subscriptionId",
      "0.1.0",
      OutputForm.UUID,
      "00000000-0000-0000-0000-000000000001",
      "The subscription, a UUID."),
  RESOURCE_GROUP(
      "resourceGroup",
      "0.1.0",
      OutputForm.TEXT,
      "rg-qdeck-dev-weu-0c472",
      "The name of the resource group that contains all resources."),
  STORAGE_ACCOUNT(
      "storageAccount",
      "0.1.0",
      OutputForm.TEXT,
      "stqdeckdevweu0c472",
      "The name of the lake's storage account."),
  BLOB_ENDPOINT(
      "blobEndpoint",
      "0.1.0",
      OutputForm.FOLDER_URL,
      "https://stqdeckdevweu0c472.blob.core.windows.net/",
      "The lake's Blob endpoint, a URL that ends with a slash."),
  DFS_ENDPOINT(
      "dfsEndpoint",
      "0.1.0",
      OutputForm.FOLDER_URL,
      "https://stqdeckdevweu0c472.dfs.core.windows.net/",
      "The lake's Data Lake endpoint, a URL that ends with a slash."),
  LANDING_CONTAINER(
      "landingContainer", "0.1.0", OutputForm.TEXT, "landing", "The container for incoming files."),
  CURATED_CONTAINER(
      "curatedContainer",
      "0.1.0",
      OutputForm.TEXT,
      "curated",
      "The container for exports.",
      PlatformSystemName.BATCH),
  QUARANTINE_CONTAINER(
      "quarantineContainer",
      "0.1.0",
      OutputForm.TEXT,
      "quarantine",
      "The container for rejected lines and refused files."),
  ARTIFACTS_CONTAINER(
      "artifactsContainer",
      "0.1.0",
      OutputForm.TEXT,
      "artifacts",
      "The container for the job's jar."),
  KEY_VAULT_URI(
      "keyVaultUri",
      "0.1.0",
      OutputForm.FOLDER_URL,
      "https://kv-qdeck-dev-weu-0c472.vault.azure.net/",
      "The URL of Key Vault, which ends with a slash."),
  KEY_VAULT_ID(
      "keyVaultId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.KeyVault/vaults/kv-qdeck-dev-weu-0c472",
      "The resource id of Key Vault."),
  POSTGRES_HOST(
      "postgresHost",
      "0.1.0",
      OutputForm.HOST,
      "psql-qdeck-dev-weu-0c472.postgres.database.azure.com",
      "The host name of the PostgreSQL server."),
  POSTGRES_PORT(
      "postgresPort",
      "0.1.0",
      OutputForm.PORT,
      "5432",
      "The port of the PostgreSQL server, a number."),
  POSTGRES_DATABASE(
      "postgresDatabase", "0.1.0", OutputForm.TEXT, "quarterdeck", "The name of the database."),
  POSTGRES_USER(
      "postgresUser",
      "0.1.0",
      OutputForm.TEXT,
      "id-qdeck-dev-weu-0c472-deployment",
      "The role of the stack: with `entra` that of the identity that loads data, which "
          + "signs in with its token only, with `password` the administrator."),
  POSTGRES_ADMINISTRATORS(
      "postgresAdministrators",
      "0.1.0",
      OutputForm.ADMINISTRATORS,
      "service:00000000-0000-0000-0000-000000000003:id-qdeck-dev-weu-0c472-deployment"
          + ";group:00000000-0000-0000-0000-000000000004:Data Platform Operators",
      "The Entra administrators of the server, `TYPE:OBJECT_ID:ROLE`, separated by semicolons. "
          + "TYPE is `user`, `group` or `service`."),
  POSTGRES_PASSWORD_SECRET(
      "postgresPasswordSecret",
      "0.1.0",
      OutputForm.TEXT,
      "postgres-password",
      "The name of the secret in Key Vault that contains the administrator's password, never "
          + "the password. With `entra` there is no such secret."),
  POSTGRES_AUTH(
      "postgresAuth",
      "0.1.0",
      OutputForm.POSTGRES_AUTH,
      "entra",
      "How people and commands sign in: `entra` or `password`."),
  DATABRICKS_URL(
      "databricksUrl",
      "0.1.0",
      OutputForm.URL,
      "https://adb-1234567890123456.7.azuredatabricks.net",
      "The URL of the workspace, without a slash at its end."),
  DATABRICKS_WORKSPACE_ID(
      "databricksWorkspaceId",
      "0.1.0",
      OutputForm.DIGITS,
      "1234567890123456",
      "The id of the workspace, digits only."),
  ACCESS_CONNECTOR_ID(
      "accessConnectorId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.Databricks/accessConnectors/dbac",
      "The resource id of the access connector, through which Databricks "
          + "uses the job's identity."),
  JOB_IDENTITY_ID(
      "jobIdentityId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-job",
      "The resource id of the job's identity, which is assigned to the access connector."),
  JOB_IDENTITY_CLIENT_ID(
      "jobIdentityClientId",
      "0.1.0",
      OutputForm.UUID,
      "00000000-0000-0000-0000-000000000002",
      "The application id of the job's identity, a UUID, by which Databricks identifies it."),
  NETWORK_WATCHER(
      "networkWatcher",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.SUBSCRIPTION
          + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network"
          + "/networkWatchers/NetworkWatcher_westeurope",
      "The resource id of the region's Network Watcher."),
  LOG_ANALYTICS_WORKSPACE_ID(
      "logAnalyticsWorkspaceId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log",
      "The resource id of the Log Analytics workspace."),
  LAKE_CONTAINER(
      "lakeContainer",
      "0.1.0",
      OutputForm.TEXT,
      "lake",
      "The container for the Delta tables, the model and the files for Power BI.",
      PlatformSystemName.LAKEHOUSE),
  DATA_FACTORY(
      "dataFactory",
      "0.1.0",
      OutputForm.TEXT,
      "adf-qdeck-dev-weu-0c472",
      "The name of the data factory.",
      PlatformSystemName.LAKEHOUSE),
  DATA_FACTORY_ID(
      "dataFactoryId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.DataFactory/factories/adf-qdeck-dev-weu-0c472",
      "The resource id of the data factory.",
      PlatformSystemName.LAKEHOUSE),
  DATA_FACTORY_PRINCIPAL_ID(
      "dataFactoryPrincipalId",
      "0.1.0",
      OutputForm.UUID,
      "00000000-0000-0000-0000-000000000005",
      "The object id of the data factory's identity, a UUID.",
      PlatformSystemName.LAKEHOUSE),
  SOURCE_PASSWORD_SECRET(
      "sourcePasswordSecret",
      "0.1.0",
      OutputForm.TEXT,
      "source-postgres-password",
      "The name of the secret in Key Vault that contains the password for the source database, "
          + "never the password. Without `sourcePostgresPassword` there is no such secret.",
      PlatformSystemName.LAKEHOUSE),
  LAKEHOUSE_SCHEDULE(
      "lakehouseSchedule",
      "0.1.0",
      OutputForm.LAKEHOUSE_SCHEDULE,
      "dataFactory",
      "What starts the pipelines on schedule: `dataFactory` (its triggers) or `airflow`.",
      PlatformSystemName.LAKEHOUSE),
  SYNAPSE_WORKSPACE_ID(
      "synapseWorkspaceId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP + "/providers/Microsoft.Synapse/workspaces/syn-qdeck-dev-weu-0c472",
      "The resource id of the Synapse workspace.",
      PlatformSystemName.LAKEHOUSE),
  SYNAPSE_SQL_ENDPOINT(
      "synapseSqlEndpoint",
      "0.1.0",
      OutputForm.HOST,
      "syn-qdeck-dev-weu-0c472-ondemand.sql.azuresynapse.net",
      "The host name of the serverless SQL pool.",
      PlatformSystemName.LAKEHOUSE),
  STREAMING_CONTAINER(
      "streamingContainer",
      "0.1.0",
      OutputForm.TEXT,
      "streaming",
      "The container for the Delta tables of the streaming system.",
      PlatformSystemName.STREAMING),
  EVENT_HUBS_HOST(
      "eventHubsHost",
      "0.1.0",
      OutputForm.HOST,
      "evhns-qdeck-dev-weu-0c472.servicebus.windows.net",
      "The host name of the Event Hubs namespace. Kafka clients use its port 9093.",
      PlatformSystemName.STREAMING),
  EVENT_HUB(
      "eventHub",
      "0.1.0",
      OutputForm.TEXT,
      "retail-orders",
      "The name of the event hub, which is its Kafka topic.",
      PlatformSystemName.STREAMING),
  EVENT_HUB_CONSUMER_GROUP(
      "eventHubConsumerGroup",
      "0.1.0",
      OutputForm.TEXT,
      "bronze",
      "The consumer group of the job that fills bronze.",
      PlatformSystemName.STREAMING),
  FUNCTION_APP(
      "functionApp",
      "0.1.0",
      OutputForm.TEXT,
      "func-qdeck-dev-weu-0c472",
      "The name of the function app that sends events.",
      PlatformSystemName.STREAMING),
  STREAMING_FACTORY_ID(
      "streamingFactoryId",
      "0.1.0",
      OutputForm.RESOURCE_ID,
      Example.GROUP
          + "/providers/Microsoft.DataFactory/factories/adf-qdeck-dev-weu-0c472-streaming",
      "The resource id of the data factory that copies the files of stores and products.",
      PlatformSystemName.STREAMING);

  private final String outputName;
  private final String since;
  private final OutputForm form;
  private final String example;
  private final String meaning;
  private final Optional<PlatformSystemName> system;

  /** Creates an output of the foundation, which every stack has. */
  StackOutput(String outputName, String since, OutputForm form, String example, String meaning) {
    this(outputName, since, form, example, meaning, Optional.empty());
  }

  /** Creates an output of a system. */
  StackOutput(
      String outputName,
      String since,
      OutputForm form,
      String example,
      String meaning,
      PlatformSystemName system) {
    this(outputName, since, form, example, meaning, Optional.of(system));
  }

  StackOutput(
      String outputName,
      String since,
      OutputForm form,
      String example,
      String meaning,
      Optional<PlatformSystemName> system) {
    this.outputName = outputName;
    this.since = since;
    this.form = form;
    this.example = example;
    this.meaning = meaning;
    this.system = system;
  }

  /** Returns the name in the output of {@code pulumi stack output --json}. */
  public String outputName() {
    return outputName;
  }

  /** Returns the first version of Quarterdeck that exports this output. */
  public String since() {
    return since;
  }

  /** Returns the format of the value. */
  public OutputForm form() {
    return form;
  }

  /** Returns a value in the right format, of a fictional stack {@code dev}. */
  public String example() {
    return example;
  }

  /** Returns the description for the documentation, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** Returns the system that exports this output; empty if the foundation exports it. */
  public Optional<PlatformSystemName> system() {
    return system;
  }

  /** The prefixes that several examples share. */
  private static final class Example {
    private static final String SUBSCRIPTION =
        "/subscriptions/00000000-0000-0000-0000-000000000001";
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-qdeck-dev-weu-0c472";
  }
}
