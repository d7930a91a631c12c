package io.quarterdeck.azure.outputs;

import io.quarterdeck.contract.LakehouseSchedule;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.PostgresAdministrator;
import io.quarterdeck.contract.PostgresAuth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The typed outputs of a stack. docs/stack-outputs.md describes each value.
 *
 * @param environment {@code dev}, {@code prod} or {@code local}
 * @param systems the enabled systems that this version knows
 * @param location the Azure region
 * @param subscriptionId a UUID
 * @param resourceGroup the resource group of the stack
 * @param batch what the batch system exports; empty if the stack does not have this system
 * @param lakehouse what the lakehouse system exports; empty if the stack does not have this system
 * @param streaming what the streaming system exports; empty if the stack does not have this system
 * @param networkWatcher a resource id
 * @param logAnalyticsWorkspaceId a resource id
 */
public record OutputValues(
    String environment,
    Set<PlatformSystemName> systems,
    String location,
    String subscriptionId,
    String resourceGroup,
    Lake lake,
    Optional<Batch> batch,
    Optional<Lakehouse> lakehouse,
    Optional<Streaming> streaming,
    KeyVault keyVault,
    Postgres postgres,
    Databricks databricks,
    JobIdentity jobIdentity,
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
      String quarantine,
      String artifacts) {}

  /**
   * The outputs of the batch system.
   *
   * @param curated the container for exports
   */
  public record Batch(String curated) {}

  /**
   * The outputs of the lakehouse system.
   *
   * @param container the container of the Delta tables
   * @param factoryId the resource id of the data factory
   * @param sourceSecret the name of the secret with the password for the source database
   * @param schedule what starts the pipelines on schedule
   * @param synapseId the resource id of the Synapse workspace
   * @param sqlEndpoint the host name of the serverless SQL pool
   */
  public record Lakehouse(
      String container,
      String factoryId,
      String sourceSecret,
      LakehouseSchedule schedule,
      String synapseId,
      String sqlEndpoint) {}

  /**
   * The outputs of the streaming system.
   *
   * @param container the container of the Delta tables
   * @param host the host name of the Event Hubs namespace
   * @param hub the name of the event hub
   * @param consumerGroup the consumer group of the job that fills bronze
   * @param functionApp the name of the function app that sends events
   * @param factoryId the resource id of the data factory that copies stores and products
   */
  public record Streaming(
      String container,
      String host,
      String hub,
      String consumerGroup,
      String functionApp,
      String factoryId) {
    /** Returns the name of the namespace. */
    public String namespace() {
      return host.substring(0, host.indexOf('.'));
    }
  }

  /**
   * The vault.
   *
   * @param uri a URL that ends with a slash
   * @param id its resource id
   */
  public record KeyVault(String uri, String id) {}

  /**
   * The server and its database.
   *
   * @param user the role that signs in
   * @param administrators the Entra administrators
   * @param passwordSecret the name of the secret in the vault; the secret exists only with {@link
   *     PostgresAuth#PASSWORD}
   */
  public record Postgres(
      String host,
      int port,
      String database,
      String user,
      List<PostgresAdministrator> administrators,
      String passwordSecret,
      PostgresAuth auth) {
    public Postgres {
      administrators = List.copyOf(administrators);
    }

    /** Returns the roles of the Entra administrators. */
    public List<String> administratorRoles() {
      return administrators.stream().map(PostgresAdministrator::role).toList();
    }
  }

  /**
   * The workspace.
   *
   * @param url the URL without a trailing slash
   * @param workspaceId the numeric id of the workspace
   * @param accessConnectorId the resource id of the connector that provides the job's identity
   */
  public record Databricks(String url, String workspaceId, String accessConnectorId) {}

  /**
   * The identity that the connector provides.
   *
   * @param id its resource id
   * @param clientId the application id that identifies it in Databricks
   */
  public record JobIdentity(String id, String clientId) {}

  /**
   * Returns the outputs of the batch system.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
   */
  public Batch requireBatch() {
    return batch.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.BATCH));
  }

  /**
   * Returns the outputs of the lakehouse system.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
   */
  public Lakehouse requireLakehouse() {
    return lakehouse.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.LAKEHOUSE));
  }

  /**
   * Returns the outputs of the streaming system.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
   */
  public Streaming requireStreaming() {
    return streaming.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.STREAMING));
  }

  /** Returns the id of the lake's storage account. */
  public String storageAccountId() {
    return resourceGroupId() + "/providers/Microsoft.Storage/storageAccounts/" + lake.account();
  }

  /** Returns the id of the resource group. */
  public String resourceGroupId() {
    return "/subscriptions/" + subscriptionId + "/resourceGroups/" + resourceGroup;
  }
}
