package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.outputs.MissingSystem;
import io.quarterdeck.contract.PlatformSystemName;
import java.net.URI;
import java.util.Optional;

/**
 * The workspace that runs a stack's job, and the services that the job uses. The values come from
 * the stack's outputs.
 *
 * @param stack the Pulumi stack name
 * @param environment the environment's name: {@code dev}, {@code prod} or {@code local}
 * @param workspace the Databricks workspace
 * @param database the database that the job uses
 * @param vault the vault that holds the database's password
 * @param lake the storage account that the job uses
 * @param runAs the application id of the job's identity; if absent, the job runs as the user who
 *     registers it
 */
public record JobEnvironment(
    String stack,
    String environment,
    WorkspaceAddress workspace,
    Database database,
    Vault vault,
    Lake lake,
    Optional<String> runAs) {
  /**
   * The database.
   *
   * @param jdbcUrl its URL, without credentials
   * @param user the role that the job signs in as, unless the secret names one
   * @param passwordSecret the name of the secret with the role's password, or {@link
   *     io.quarterdeck.loader.postgres.PostgresLogin#SECRET}, which names the role too
   */
  public record Database(String jdbcUrl, String user, String passwordSecret) {}

  /**
   * The vault.
   *
   * @param resourceId the id in Azure Resource Manager
   * @param uri the URL, with a trailing slash
   */
  public record Vault(String resourceId, URI uri) {}

  /**
   * The lake's containers as {@code abfss://CONTAINER@HOST} without a trailing slash, and the
   * identity that opens them.
   *
   * @param tables the container of the lakehouse's tables; empty if the stack does not have this
   *     system
   * @param streaming the container of the streaming system's tables, likewise
   */
  public record Lake(
      URI landing,
      URI curated,
      URI quarantine,
      URI artifacts,
      Optional<URI> tables,
      Optional<URI> streaming,
      LentIdentity identity) {
    /** A lake without the streaming system. */
    public Lake(
        URI landing,
        URI curated,
        URI quarantine,
        URI artifacts,
        Optional<URI> tables,
        LentIdentity identity) {
      this(landing, curated, quarantine, artifacts, tables, Optional.empty(), identity);
    }

    /**
     * Returns the container of the lakehouse's tables.
     *
     * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
     */
    public URI requireTables() {
      return tables.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.LAKEHOUSE));
    }

    /**
     * Returns the container of the streaming system's tables.
     *
     * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
     */
    public URI requireStreaming() {
      return streaming.orElseThrow(() -> MissingSystem.failure(PlatformSystemName.STREAMING));
    }
  }

  /**
   * The identity that the access connector provides to Databricks.
   *
   * @param connectorId the connector's resource id
   * @param identityId the resource id of the connector's user-assigned identity; if absent, the
   *     connector's system-assigned identity is used
   */
  public record LentIdentity(String connectorId, Optional<String> identityId) {}

  /** Returns a copy in which the job reads this secret instead of the database's password. */
  public JobEnvironment readingSecret(String name) {
    return new JobEnvironment(
        stack,
        environment,
        workspace,
        new Database(database.jdbcUrl(), database.user(), name),
        vault,
        lake,
        runAs);
  }

  /** Returns a copy with another sign-in to the same workspace. */
  public JobEnvironment at(WorkspaceAddress address) {
    return new JobEnvironment(stack, environment, address, database, vault, lake, runAs);
  }

  /** Returns whether the job runs on the local stack. */
  public boolean isLocal() {
    return environment.equals("local");
  }

  /** Returns whether the schedule is active by default. In other environments it is paused. */
  public boolean isProduction() {
    return environment.equals("prod");
  }
}
