package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.catalog.Privilege;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.storage.LakeAccess;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of the job's identity, and of the principals that register jobs.
 *
 * @param workspace the workspace
 * @param job the job's identity; if absent, jobs run as who registers them
 * @param registrars who registers jobs
 * @param runners who starts and cancels runs, and does not register jobs
 * @param administrators who else sets the workspace up
 * @param factory who starts jobs only; {@code register} grants the right on each job
 * @param objects the objects that the rights apply to
 */
public record SetupRights(
    Workspace workspace,
    Optional<WorkspacePrincipal> job,
    List<WorkspacePrincipal> registrars,
    List<WorkspacePrincipal> runners,
    List<WorkspacePrincipal> administrators,
    Optional<WorkspacePrincipal> factory,
    Objects objects) {
  /**
   * The objects.
   *
   * @param volume the volume for the jobs' files
   * @param scope the name of the secret scope
   * @param locations the external locations that the jobs read and write
   * @param lake the storage credential and all external locations
   * @param serviceCredential the name of the service credential of Event Hubs; empty if the stack
   *     does not have the streaming system
   * @param stack the name of the stack, whose jobs others may use
   */
  public record Objects(
      ArtifactVolume volume,
      String scope,
      List<String> locations,
      LakeAccess lake,
      Optional<String> serviceCredential,
      String stack) {}

  private static final Set<Privilege> READ = EnumSet.of(Privilege.READ_VOLUME);

  /** The Files API reads the metadata of a file before it writes the file. */
  private static final Set<Privilege> WRITE =
      EnumSet.of(Privilege.READ_VOLUME, Privilege.WRITE_VOLUME);

  /** Returns the missing members of the workspace. */
  public List<WorkspaceChange> missingMembers() {
    Workspace administered =
        workspace.requiring(
            new WorkspaceRight(
                "an administrator of the workspace",
                "An administrator of the workspace",
                "%s/settings/workspace/identity-and-access/groups, add YOU to the group admins. A"
                        .formatted(workspace.address())
                    + " Contributor of the workspace's Azure resource becomes one when this command"
                    + " signs in"));
    WorkspaceMembers members = new WorkspaceMembers(administered);
    List<WorkspaceChange> changes = new ArrayList<>();
    job.ifPresent(each -> changes.addAll(members.missingJob(each)));
    registrars.forEach(each -> changes.addAll(members.missing(each)));
    runners.forEach(each -> changes.addAll(members.missing(each)));
    for (WorkspacePrincipal each : administrators) {
      changes.addAll(members.missing(each));
      changes.addAll(members.missingAdministrator(each));
    }
    factory.ifPresent(each -> changes.addAll(members.missing(each)));
    return changes;
  }

  /** Returns the missing rights of the members. The objects may not exist yet. */
  public List<WorkspaceChange> missing() {
    List<WorkspaceChange> changes = new ArrayList<>();
    Set<WorkspacePrincipal> readers = new LinkedHashSet<>();
    job.ifPresent(readers::add);
    readers.addAll(registrars);
    String scope = objects.scope();
    changes.addAll(
        new ScopeReaders(
                workspace.requiring(
                    new WorkspaceRight(
                        "MANAGE on the secret scope " + scope,
                        "Who created the scope, or an administrator of the workspace,",
                        "databricks secrets put-acl " + scope + " YOU MANAGE")),
                scope)
            .missing(List.copyOf(readers)));
    job.ifPresent(each -> changes.addAll(missingGrants(each, READ)));
    job.ifPresent(each -> changes.addAll(missingFiles(each)));
    registrars.forEach(each -> changes.addAll(missingGrants(each, WRITE)));
    job.ifPresent(each -> changes.addAll(role(each).missingUsers(registrars)));
    JobManagers managers = new JobManagers(workspace, objects.stack());
    changes.addAll(managers.missingManage(registrars));
    changes.addAll(managers.missingRun(runners));
    if (objects.serviceCredential().isPresent()) {
      PipelineManagers pipeline = new PipelineManagers(workspace, objects.stack());
      changes.addAll(pipeline.missingManage(registrars));
      changes.addAll(pipeline.missingRun(runners));
      job.ifPresent(each -> changes.addAll(missingTables(each)));
      job.ifPresent(each -> changes.addAll(onServiceCredential(each, Privilege.ACCESS)));
    }
    administrators.forEach(each -> changes.addAll(missingManage(each)));
    job.ifPresent(each -> changes.addAll(role(each).missingManagers(administrators)));
    return changes;
  }

  private List<WorkspaceChange> missingGrants(WorkspacePrincipal to, Set<Privilege> onVolume) {
    ArtifactVolume volume = objects.volume();
    List<WorkspaceChange> changes = new ArrayList<>();
    for (CatalogGrant grant :
        List.of(
            new CatalogGrant(
                CatalogGrant.Kind.CATALOG, volume.catalog(), to, EnumSet.of(Privilege.USE_CATALOG)),
            new CatalogGrant(
                CatalogGrant.Kind.SCHEMA, volume.schema(), to, EnumSet.of(Privilege.USE_SCHEMA)),
            new CatalogGrant(CatalogGrant.Kind.VOLUME, volume.fullName(), to, onVolume))) {
      changes.addAll(grant.missing(workspace));
    }
    return changes;
  }

  /** The pipeline creates its tables in the schema of the volume. */
  private List<WorkspaceChange> missingTables(WorkspacePrincipal to) {
    return new CatalogGrant(
            CatalogGrant.Kind.SCHEMA,
            objects.volume().schema(),
            to,
            EnumSet.of(Privilege.CREATE_TABLE, Privilege.CREATE_MATERIALIZED_VIEW))
        .missing(workspace);
  }

  private List<WorkspaceChange> onServiceCredential(WorkspacePrincipal to, Privilege privilege) {
    return new CatalogGrant(
            CatalogGrant.Kind.SERVICE_CREDENTIAL,
            objects.serviceCredential().orElseThrow(),
            to,
            EnumSet.of(privilege))
        .missing(workspace);
  }

  private List<WorkspaceChange> missingFiles(WorkspacePrincipal to) {
    List<WorkspaceChange> changes = new ArrayList<>();
    for (String location : objects.locations()) {
      changes.addAll(
          new CatalogGrant(
                  CatalogGrant.Kind.EXTERNAL_LOCATION,
                  location,
                  to,
                  EnumSet.of(Privilege.READ_FILES, Privilege.WRITE_FILES))
              .missing(workspace));
    }
    return changes;
  }

  /**
   * Administrators own the catalog and its schema, but only who created a credential or a location
   * can grant rights on it ("Admin privileges in Unity Catalog", Databricks).
   */
  private List<WorkspaceChange> missingManage(WorkspacePrincipal administrator) {
    Set<Privilege> manage = EnumSet.of(Privilege.MANAGE);
    List<CatalogGrant> grants = new ArrayList<>();
    grants.add(
        new CatalogGrant(
            CatalogGrant.Kind.STORAGE_CREDENTIAL,
            objects.lake().credentialName(),
            administrator,
            manage));
    if (objects.serviceCredential().isPresent()) {
      grants.add(
          new CatalogGrant(
              CatalogGrant.Kind.SERVICE_CREDENTIAL,
              objects.serviceCredential().get(),
              administrator,
              manage));
    }
    for (String location : objects.lake().allNames()) {
      grants.add(
          new CatalogGrant(CatalogGrant.Kind.EXTERNAL_LOCATION, location, administrator, manage));
    }
    return grants.stream().flatMap(grant -> grant.missing(workspace).stream()).toList();
  }

  private RunAsRole role(WorkspacePrincipal each) {
    return new RunAsRole(
        workspace.requiring(
            new WorkspaceRight(
                "the role Service Principal Manager on the " + each.shown(),
                "An account administrator",
                "https://accounts.azuredatabricks.net, User management, Service principals, "
                    + each.name()
                    + ", Permissions")),
        each);
  }
}
