package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.setup.SetupRights;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.storage.EventsCredential;
import io.quarterdeck.azure.databricks.storage.LakeAccess;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets the workspace up for a stack's jobs, once, by a person with the rights: members, access to
 * the lake, the volume, the secret scope, and the rights of the job and of the principals that
 * register it. Each part is created or changed only if it is missing.
 */
public final class WorkspaceSetup {
  /**
   * The parameters.
   *
   * @param environment the environment of the jobs
   * @param registrars the users and service principals that register jobs
   * @param runners the users and service principals that only start and cancel runs
   * @param administrators the users and service principals that may run the setup, too
   * @param factory the data factory that starts jobs; empty if the stack has none
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   */
  public record Request(
      JobEnvironment environment,
      List<WorkspacePrincipal> registrars,
      List<WorkspacePrincipal> runners,
      List<WorkspacePrincipal> administrators,
      Optional<WorkspacePrincipal> factory,
      Optional<String> catalog) {
    public Request {
      registrars = List.copyOf(registrars);
      runners = List.copyOf(runners);
      administrators = List.copyOf(administrators);
    }

    /** A request without runners and without further administrators. */
    public Request(
        JobEnvironment environment,
        List<WorkspacePrincipal> registrars,
        Optional<WorkspacePrincipal> factory,
        Optional<String> catalog) {
      this(environment, registrars, List.of(), List.of(), factory, catalog);
    }
  }

  private final Request request;
  private final Workspace workspace;
  private final Progress progress;

  public WorkspaceSetup(Request request, Workspace workspace, Progress progress) {
    this.request = request;
    this.workspace = workspace;
    this.progress = progress;
  }

  /**
   * Compares the workspace with the request and, in {@link Registration.Mode#APPLY}, creates what
   * is missing. Conflicts are detected before anything changes.
   *
   * @return what was created, or what a dry run would create, one line each
   * @throws io.quarterdeck.loader.failure.Failure if an object with a required name belongs to
   *     something else, if a right is missing, or if Databricks cannot read the vault
   */
  public List<String> run(Registration.Mode mode) {
    progress.phase("comparing with " + workspace.address());
    JobEnvironment environment = request.environment();
    StackVolume volume = StackVolume.of(workspace, environment, request.catalog());
    VaultScope scope = new VaultScope(workspace, environment, volume.path());
    LakeAccess lake = new LakeAccess(workspace, environment);
    SetupRights rights =
        new SetupRights(
            workspace,
            environment.runAs().map(WorkspacePrincipal::new),
            request.registrars(),
            request.runners(),
            request.administrators(),
            request.factory(),
            new SetupRights.Objects(
                volume.volume(),
                VaultScope.name(environment),
                lake.names(),
                lake,
                environment.lake().streaming().isPresent()
                    ? Optional.of(new EventsCredential(workspace, environment).name())
                    : Optional.empty(),
                environment.stack()));
    List<WorkspaceChange> changes = new ArrayList<>(rights.missingMembers());
    changes.addAll(lake.missing());
    changes.addAll(new EventsCredential(workspace, environment).missing());
    changes.addAll(volume.volume().missing());
    changes.addAll(scope.missing());
    changes.addAll(rights.missing());
    List<String> lines = new ArrayList<>();
    for (WorkspaceChange change : changes) {
      lines.add("+ " + change.what());
      if (mode == Registration.Mode.APPLY) {
        progress.phase(change.what());
        change.make().run();
      }
    }
    if (scope.exists()) {
      progress.phase("reading the vault through the secret scope");
      scope.checkReadable();
    }
    return List.copyOf(lines);
  }
}
