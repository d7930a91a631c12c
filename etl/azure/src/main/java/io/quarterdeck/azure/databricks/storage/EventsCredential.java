package io.quarterdeck.azure.databricks.storage;

import com.databricks.sdk.service.catalog.AzureManagedIdentity;
import com.databricks.sdk.service.catalog.CreateCredentialRequest;
import com.databricks.sdk.service.catalog.CredentialInfo;
import com.databricks.sdk.service.catalog.CredentialPurpose;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.contract.HubCredential;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * The service credential of Unity Catalog with which bronze signs in to Event Hubs. It uses the
 * access connector's identity ("Create service credentials", Azure Databricks).
 *
 * @param workspace the workspace
 * @param environment the environment of the jobs
 */
public record EventsCredential(Workspace workspace, JobEnvironment environment) {
  /** Returns the name of the credential. */
  public String name() {
    return HubCredential.name(environment.stack());
  }

  /**
   * Returns the creation of the credential, if the stack has the streaming system and the
   * credential is missing.
   *
   * @throws Failure if the credential with this name has another identity
   */
  public List<WorkspaceChange> missing() {
    if (environment.lake().streaming().isEmpty()) {
      return List.of();
    }
    Optional<CredentialInfo> there = find();
    there.ifPresent(this::check);
    return there.isPresent()
        ? List.of()
        : List.of(new WorkspaceChange("service credential " + name(), this::create));
  }

  /** Returns the deletion of the credential, if setup-workspace created it. */
  public List<WorkspaceChange> deletions() {
    return find()
        .filter(each -> new Mark(environment.stack()).isOn(each.getComment()))
        .map(
            each ->
                new WorkspaceChange(
                    "service credential " + name(),
                    () ->
                        workspace.tell(
                            "delete the service credential " + name(),
                            client -> client.credentials().deleteCredential(name()))))
        .stream()
        .toList();
  }

  /**
   * Returns the credential, if it exists.
   *
   * @throws Failure if the workspace refuses the call
   */
  public Optional<CredentialInfo> find() {
    return workspace
        .requiring(
            new WorkspaceRight(
                "MANAGE on the service credential " + name(),
                "Who set the workspace up",
                "./quarterdeck setup-workspace --administrator YOU"))
        .find(
            "read the service credential " + name(),
            client -> client.credentials().getCredential(name()));
  }

  private void check(CredentialInfo there) {
    AzureManagedIdentity identity = there.getAzureManagedIdentity();
    String found = identity == null ? "another kind of identity" : identity.getAccessConnectorId();
    String expected = environment.lake().identity().connectorId();
    if (there.getPurpose() != CredentialPurpose.SERVICE || !expected.equalsIgnoreCase(found)) {
      throw Failure.of(
          "Cannot use the service credential %s at %s: its purpose is %s and its identity %s;"
              + " expected SERVICE and %s. Delete or rename it in the workspace, then run this"
              + " again.",
          name(), workspace.address(), there.getPurpose(), found, expected);
    }
  }

  private void create() {
    JobEnvironment.LentIdentity identity = environment.lake().identity();
    AzureManagedIdentity request =
        new AzureManagedIdentity().setAccessConnectorId(identity.connectorId());
    identity.identityId().ifPresent(request::setManagedIdentityId);
    workspace
        .requiring(
            new WorkspaceRight(
                "CREATE SERVICE CREDENTIAL on the metastore, and the role Contributor on the access"
                    + " connector; a service principal must be an account administrator",
                "An account administrator, and an Owner of the connector,",
                "GRANT CREATE SERVICE CREDENTIAL ON METASTORE TO `YOU` (SQL in the workspace), and"
                    + " az role assignment create --role Contributor --assignee YOU --scope "
                    + identity.connectorId()))
        .create(
            "create the service credential " + name(),
            client ->
                client
                    .credentials()
                    .createCredential(
                        new CreateCredentialRequest()
                            .setName(name())
                            .setPurpose(CredentialPurpose.SERVICE)
                            .setComment(new Mark(environment.stack()).comment())
                            .setAzureManagedIdentity(request)));
  }
}
