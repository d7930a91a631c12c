package io.quarterdeck.cli.streaming;

import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.catalog.Privilege;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.setup.CatalogGrant;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.storage.EventsCredential;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Set;

/**
 * Checks that the service credential of Event Hubs exists, and that the job's identity may use it.
 * Only principals that own the credential, or have MANAGE or another privilege on it, can see it.
 *
 * @param environment the environment of the stack's jobs
 */
record EventsCredentialCheck(JobEnvironment environment) implements Check {
  @Override
  public String name() {
    return "event hub credential";
  }

  @Override
  public List<String> needs() {
    return List.of(SystemChecks.WORKSPACE);
  }

  @Override
  public Finding look() {
    Workspace workspace = Workspace.at(environment.workspace());
    EventsCredential credential = new EventsCredential(workspace, environment);
    try {
      if (credential.find().isEmpty()) {
        return Finding.failed("found no " + credential.name(), setUp());
      }
      return environment
          .runAs()
          .filter(identity -> !mayUse(workspace, credential.name(), identity))
          .map(
              identity ->
                  Finding.failed(
                      credential.name() + ", on which " + identity + " has no ACCESS", setUp()))
          .orElseGet(() -> Finding.ok(credential.name()));
    } catch (Failure e) {
      if (e.getCause() instanceof PermissionDenied) {
        return Finding.ok(credential.name() + "; you may not see its grants");
      }
      throw e;
    }
  }

  private String setUp() {
    return "A person with the rights in docs/databricks.md runs ./quarterdeck setup-workspace"
        + " --stack "
        + environment.stack()
        + ".";
  }

  private static boolean mayUse(Workspace workspace, String name, String identity) {
    return new CatalogGrant(
            CatalogGrant.Kind.SERVICE_CREDENTIAL,
            name,
            new WorkspacePrincipal(identity),
            Set.of(Privilege.ACCESS))
        .missing(workspace)
        .isEmpty();
  }
}
