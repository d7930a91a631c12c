package io.quarterdeck.etl.databricks;

import io.quarterdeck.etl.databricks.workspace.WorkspaceAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where a stack's job runs and what it reaches from there: the part of the stack's outputs that the
 * job is made from.
 *
 * @param stack the stack's name, as Pulumi knows it
 * @param environment the environment's name: {@code dev}, {@code prod}, {@code local}
 * @param workspace the Databricks workspace
 * @param database the database as the job reaches it
 * @param vault the vault that holds the database's password
 * @param lake the storage account as the job reaches it
 * @param runAs the application id of the job's identity; without one the job runs as who registers
 *     it
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
   * @param user the role that the job signs in as
   * @param passwordSecret the name of the secret that holds the role's password, or {@link
   *     io.quarterdeck.etl.stack.PostgresLogin#SECRET}; none where roles sign in with Entra tokens
   *     only
   */
  public record Database(String jdbcUrl, String user, Optional<String> passwordSecret) {}

  /**
   * The vault.
   *
   * @param resourceId its id in Azure Resource Manager
   * @param uri its URL; ends with a slash
   */
  public record Vault(String resourceId, URI uri) {}

  /**
   * The lake's containers, as {@code abfss://CONTAINER@HOST}, without a slash at the end, and who
   * opens them.
   */
  public record Lake(
      URI landing, URI curated, URI quarantine, URI artifacts, LentIdentity identity) {}

  /**
   * The identity that the access connector lends to Databricks.
   *
   * @param connectorId the connector's resource id
   * @param identityId the resource id of the user-assigned identity on it; without one the
   *     connector's own identity is lent
   */
  public record LentIdentity(String connectorId, Optional<String> identityId) {}

  /** The same environment, whose job reads this secret instead of the database's password. */
  public JobEnvironment readingSecret(String name) {
    return new JobEnvironment(
        stack,
        environment,
        workspace,
        new Database(database.jdbcUrl(), database.user(), Optional.of(name)),
        vault,
        lake,
        runAs);
  }

  /** Whether the job runs on the local stack. */
  public boolean isLocal() {
    return environment.equals("local");
  }

  /** Whether the schedule runs by itself here; elsewhere it is there, but paused. */
  public boolean isProduction() {
    return environment.equals("prod");
  }
}
