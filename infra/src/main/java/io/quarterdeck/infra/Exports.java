package io.quarterdeck.infra;

import com.pulumi.core.Output;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.outputs.StackOutputs;
import io.quarterdeck.infra.foundation.postgres.PostgresServer;
import io.quarterdeck.infra.settings.PostgresSettings;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.vault.Vault;

/** Maps values of the components to the stack's outputs. */
record Exports(
    Settings settings,
    ResourceContext context,
    Identities identities,
    Lake lake,
    Vault vault,
    PostgresServer postgres,
    DatabricksWorkspace databricks,
    Observation observation) {

  StackOutputs outputs() {
    return new StackOutputs()
        .with(StackOutput.ENVIRONMENT, settings.environment().name())
        .with(StackOutput.LOCATION, context.location())
        .with(StackOutput.SUBSCRIPTION_ID, context.signedIn().subscriptionId())
        .with(StackOutput.RESOURCE_GROUP, context.resourceGroup())
        .with(StackOutput.STORAGE_ACCOUNT, lake.outputs().name())
        .with(StackOutput.BLOB_ENDPOINT, lake.outputs().blobEndpoint())
        .with(StackOutput.DFS_ENDPOINT, lake.outputs().dfsEndpoint())
        .with(StackOutput.LANDING_CONTAINER, Lake.LANDING)
        .with(StackOutput.CURATED_CONTAINER, Lake.CURATED)
        .with(StackOutput.QUARANTINE_CONTAINER, Lake.QUARANTINE)
        .with(StackOutput.ARTIFACTS_CONTAINER, Lake.ARTIFACTS)
        .with(StackOutput.KEY_VAULT_URI, vault.outputs().uri())
        .with(StackOutput.KEY_VAULT_ID, vault.outputs().id())
        .with(StackOutput.POSTGRES_HOST, postgres.outputs().host())
        .with(StackOutput.POSTGRES_PORT, postgres.outputs().port())
        .with(StackOutput.POSTGRES_DATABASE, postgres.outputs().database())
        .with(StackOutput.POSTGRES_USER, user())
        .with(StackOutput.POSTGRES_PASSWORD_SECRET, Platform.PASSWORD_SECRET)
        .with(StackOutput.POSTGRES_AUTH, settings.postgres().authentication().settingName())
        .with(StackOutput.DATABRICKS_URL, databricks.outputs().url())
        .with(StackOutput.DATABRICKS_WORKSPACE_ID, databricks.outputs().workspaceId())
        .with(StackOutput.ACCESS_CONNECTOR_ID, databricks.outputs().connectorId())
        .with(StackOutput.JOB_IDENTITY_ID, identities.job().id())
        .with(StackOutput.JOB_IDENTITY_CLIENT_ID, identities.job().clientId())
        .with(StackOutput.NETWORK_WATCHER, observation.watcherId())
        .with(StackOutput.LOG_ANALYTICS_WORKSPACE_ID, observation.workspaceId());
  }

  private Output<String> user() {
    PostgresSettings settled = settings.postgres();
    return switch (settled.authentication()) {
      case ENTRA -> identities.deployment().name();
      case PASSWORD -> Output.of(settled.administrator());
    };
  }
}
