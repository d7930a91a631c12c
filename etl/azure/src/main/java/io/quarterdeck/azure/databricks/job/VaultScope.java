package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.workspace.AzureKeyVaultSecretScopeMetadata;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.ScopeBackendType;
import com.databricks.sdk.service.workspace.SecretMetadata;
import com.databricks.sdk.service.workspace.SecretScope;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The secret scope backed by the stack's Key Vault. The scope stores no secrets: each read goes to
 * the vault.
 */
public final class VaultScope {
  private final Workspace workspace;
  private final JobEnvironment.Vault vault;
  private final String name;
  private final String stack;
  private final String record;

  /**
   * Creates the object without calling the workspace.
   *
   * @param folder a folder of the stack's volume. Scopes cannot have comments, so a file there
   *     records that setup-workspace created the scope
   */
  public VaultScope(Workspace workspace, JobEnvironment environment, String folder) {
    this.workspace = workspace;
    this.vault = environment.vault();
    this.name = name(environment);
    this.stack = environment.stack();
    this.record = folder + "/secret-scope";
  }

  /** Returns the name of a stack's scope. */
  public static String name(JobEnvironment environment) {
    return "quarterdeck-" + environment.stack();
  }

  /**
   * Returns the creation of the scope, if it is missing.
   *
   * @throws Failure if the scope with this name has another backend
   */
  public List<WorkspaceChange> missing() {
    Optional<SecretScope> there = find();
    there.ifPresent(this::check);
    return there.isPresent()
        ? List.of()
        : List.of(
            new WorkspaceChange("secret scope " + name + " for " + vault.uri(), this::create));
  }

  /**
   * Returns the names of the secrets in the vault, if the scope exists.
   *
   * @throws Failure if the workspace refuses a call, or cannot read the vault
   */
  public static Optional<Set<String>> secrets(Workspace workspace, JobEnvironment environment) {
    String name = name(environment);
    Workspace reading =
        workspace.requiring(
            new WorkspaceRight(
                "READ on the secret scope " + name,
                "Who set the workspace up",
                // The workspace also answers 403 if Databricks cannot read the vault.
                "./quarterdeck setup-workspace --stack %s --registrar YOU, which also checks that Databricks can read the vault"
                    .formatted(environment.stack())));
    return find(workspace, name).map(scope -> secrets(reading, name));
  }

  private static Set<String> secrets(Workspace workspace, String scope) {
    return workspace.call(
        "list the secrets of " + scope,
        client -> {
          Set<String> names = new HashSet<>();
          for (SecretMetadata secret : client.secrets().listSecrets(scope)) {
            names.add(secret.getKey());
          }
          return Set.copyOf(names);
        });
  }

  /** Returns whether the scope exists. */
  public boolean exists() {
    return find().isPresent();
  }

  /**
   * Checks that Databricks can read the vault. It reads with the application AzureDatabricks, not
   * with the identity of the caller.
   *
   * @throws Failure if it cannot
   */
  public void checkReadable() {
    try {
      secrets(workspace, name);
    } catch (Failure e) {
      throw Failure.causedBy(
          e,
          "Cannot read the vault %s through the secret scope %s: %s; expected the application"
              + " AzureDatabricks to have the role Key Vault Secrets User on the vault. The program"
              + " assigns it if the setting databricksPrincipalId is set: run pulumi config set"
              + " quarterdeck:databricksPrincipalId \"$(az ad sp show --id"
              + " 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id --output tsv)\" --stack %s, then"
              + " pulumi up --stack %s. A new role needs up to 10 minutes. Then run this again.",
          vault.uri(),
          name,
          Causes.of(e.getCause() == null ? e : e.getCause()),
          stack,
          stack);
    }
  }

  /** Returns the deletion of the scope, if setup-workspace created it. */
  public List<WorkspaceChange> deletions() {
    VolumeFiles files = new VolumeFiles(workspace);
    return files.size(record).isEmpty() || find().isEmpty()
        ? List.of()
        : List.of(new WorkspaceChange("secret scope " + name, this::delete));
  }

  private Optional<SecretScope> find() {
    return find(workspace, name);
  }

  private static Optional<SecretScope> find(Workspace workspace, String name) {
    return workspace.call(
        "list the secret scopes",
        client -> {
          for (SecretScope scope : client.secrets().listScopes()) {
            if (name.equals(scope.getName())) {
              return Optional.of(scope);
            }
          }
          return Optional.empty();
        });
  }

  private void check(SecretScope there) {
    AzureKeyVaultSecretScopeMetadata backend = there.getKeyvaultMetadata();
    String found = backend == null ? "Databricks itself" : backend.getResourceId();
    if (!vault.resourceId().equalsIgnoreCase(found)) {
      throw Failure.of(
          "Cannot use the secret scope %s at %s: it is backed by %s; expected the "
              + "vault %s. Delete it (databricks secrets delete-scope %s) if nothing else "
              + "reads it, then run this again.",
          name, workspace.address(), found, vault.resourceId(), name);
    }
  }

  private void create() {
    // Write the record first. Without a record, unregister would never delete the scope.
    new VolumeFiles(workspace).write(record, name.getBytes(StandardCharsets.UTF_8));
    workspace
        .requiring(
            new WorkspaceRight(
                "a role on the vault: Key Vault Contributor, Key Vault Administrator, Contributor or"
                    + " Owner",
                "An Owner of the vault",
                "az role assignment create --role 'Key Vault Contributor' --assignee YOU --scope "
                    + vault.resourceId()))
        .create(
            "create the secret scope " + name,
            client ->
                client
                    .secrets()
                    .createScope(
                        new CreateScope()
                            .setScope(name)
                            .setScopeBackendType(ScopeBackendType.AZURE_KEYVAULT)
                            .setBackendAzureKeyvault(
                                new AzureKeyVaultSecretScopeMetadata()
                                    .setResourceId(vault.resourceId())
                                    .setDnsName(vault.uri().toString()))));
  }

  private void delete() {
    workspace.tell("delete the secret scope " + name, client -> client.secrets().deleteScope(name));
    new VolumeFiles(workspace).delete(record);
  }
}
