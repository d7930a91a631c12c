package io.quarterdeck.local.databricks;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksStyle;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.databricks.catalog.CatalogRoutes;
import io.quarterdeck.local.databricks.catalog.CatalogStore;
import io.quarterdeck.local.databricks.catalog.GrantStore;
import io.quarterdeck.local.databricks.compute.ComputeRoutes;
import io.quarterdeck.local.databricks.experiments.ExperimentRoutes;
import io.quarterdeck.local.databricks.experiments.ExperimentStore;
import io.quarterdeck.local.databricks.files.FolderAcl;
import io.quarterdeck.local.databricks.files.FolderPermissionRoutes;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.files.VolumeRoutes;
import io.quarterdeck.local.databricks.files.VolumeTree;
import io.quarterdeck.local.databricks.files.WorkspaceRoutes;
import io.quarterdeck.local.databricks.files.WorkspaceTree;
import io.quarterdeck.local.databricks.identity.MemberSignIn;
import io.quarterdeck.local.databricks.identity.Members;
import io.quarterdeck.local.databricks.identity.RuleSetRoutes;
import io.quarterdeck.local.databricks.identity.RuleSets;
import io.quarterdeck.local.databricks.identity.ScimRoutes;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.databricks.jobs.JobAcl;
import io.quarterdeck.local.databricks.jobs.JobPermissionRoutes;
import io.quarterdeck.local.databricks.jobs.JobRoutes;
import io.quarterdeck.local.databricks.jobs.JobStore;
import io.quarterdeck.local.databricks.jobs.Schedules;
import io.quarterdeck.local.databricks.pipelines.PipelineProgram;
import io.quarterdeck.local.databricks.pipelines.PipelineService;
import io.quarterdeck.local.databricks.runs.RunService;
import io.quarterdeck.local.databricks.secrets.ReadableSecrets;
import io.quarterdeck.local.databricks.secrets.ScopeAcl;
import io.quarterdeck.local.databricks.secrets.ScopeRoutes;
import io.quarterdeck.local.databricks.secrets.SecretScopes;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import io.quarterdeck.local.databricks.secrets.VaultRole;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Emulates the part of Databricks' REST API that Quarterdeck calls, over plain HTTP on loopback.
 * Runs start real Spark processes. The state is in the folder of the emulator.
 */
public final class DatabricksEmulator implements Emulator {
  /**
   * The dependencies of the workspace.
   *
   * @param azure finds access connectors and the resource of the workspace
   * @param authorization decides by the role assignments of the subscription
   * @param authority checks the tokens of callers
   * @param secrets reads the secrets of Key Vault
   * @param tasks starts the tasks of runs
   * @param pipeline the program that runs the updates of pipelines
   * @param clock the clock for schedules and timestamps
   */
  public record Dependencies(
      ArmResources azure,
      Authorization authorization,
      Authority authority,
      SecretSource secrets,
      TaskRunner tasks,
      PipelineProgram pipeline,
      Clock clock) {}

  /** The name of this emulator. */
  public static final String NAME = "databricks";

  /**
   * What belongs to the workspace. The metastore of Unity Catalog and the roles of the account are
   * not deleted with a workspace. Source: Databricks, "Manage Unity Catalog metastores".
   */
  private static final List<String> CONTENT =
      List.of(
          "members.json",
          "scopes.json",
          "jobs.json",
          "experiments.json",
          "workspace",
          "runs",
          "pipelines",
          "folder-permissions.json");

  private final WorkspaceIdentity workspace;
  private final Dependencies dependencies;

  /** Guarded by this object. */
  private EmulatorContext context;

  /** Guarded by this object. */
  private Running running;

  public DatabricksEmulator(WorkspaceIdentity workspace, Dependencies dependencies) {
    this.workspace = workspace;
    this.dependencies = dependencies;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public synchronized Running start(EmulatorContext where) throws IOException {
    running = listen(where);
    URI endpoint = running.endpoint();
    context = new EmulatorContext(where.folder(), endpoint.getPort(), where.tls());
    return new Running() {
      @Override
      public URI endpoint() {
        return endpoint;
      }

      @Override
      public void close() {
        DatabricksEmulator.this.close();
      }
    };
  }

  /** Ends all runs, and deletes what belongs to the workspace. Azure does so with a workspace. */
  public synchronized void deleteContent() {
    running.close();
    try {
      for (String name : CONTENT) {
        FolderTree.delete(context.folder().resolve(name));
      }
      running = listen(context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void close() {
    running.close();
  }

  private Running listen(EmulatorContext context) throws IOException {
    PrivateFiles.createFolder(context.folder());
    LoopbackServer server =
        LoopbackServer.bind(NAME, context.port(), Optional.empty(), new DatabricksStyle());
    try {
      return serve(server, context);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Running serve(LoopbackServer server, EmulatorContext context) throws IOException {
    Path folder = context.folder();
    Members members = Members.open(new StateFile(folder.resolve("members.json")));
    RuleSets roles = RuleSets.open(new StateFile(folder.resolve("account.json")));
    WorkspaceRights rights = new WorkspaceRights(members, roles);
    SecretScopes scopes =
        SecretScopes.open(new StateFile(folder.resolve("scopes.json")), dependencies.secrets);
    CatalogStore catalog = CatalogStore.open(new StateFile(folder.resolve("catalog.json")));
    ScopeAcl acl = new ScopeAcl(scopes, rights);
    CatalogRights catalogRights =
        new CatalogRights(
            catalog, GrantStore.open(new StateFile(folder.resolve("grants.json"))), rights);
    JobStore jobs = JobStore.open(new StateFile(folder.resolve("jobs.json")), dependencies.clock);
    WorkspaceTree files = WorkspaceTree.open(folder.resolve("workspace"));
    VolumeTree volumes =
        VolumeTree.open(
            folder.resolve("volumes"), volume -> catalog.has(CatalogStore.Kind.VOLUME, volume));
    FolderAcl folders =
        FolderAcl.open(new StateFile(folder.resolve("folder-permissions.json")), rights);
    Jars jars = new Jars(files, volumes);
    RunService runs =
        RunService.open(
            folder.resolve("runs"),
            dependencies.tasks,
            new RunService.Dependencies(
                workspace,
                server.endpoint(),
                jobs,
                jars,
                new ReadableSecrets(scopes, acl),
                catalogRights,
                dependencies.clock));
    PipelineService pipelines =
        PipelineService.open(
            folder.resolve("pipelines"),
            new PipelineService.Dependencies(
                dependencies.pipeline,
                dependencies.tasks,
                jars,
                catalogRights,
                folders,
                rights,
                dependencies.clock));
    ApiRoutes routes = new ApiRoutes();
    new ScimRoutes(members, rights, workspace).add(routes);
    new RuleSetRoutes(roles, members, rights).add(routes);
    new ScopeRoutes(scopes, acl, new VaultRole(dependencies.authorization)).add(routes);
    new ComputeRoutes().add(routes);
    new CatalogRoutes(
            catalogRights,
            dependencies.azure,
            dependencies.authorization,
            workspace,
            dependencies.clock)
        .add(routes);
    new WorkspaceRoutes(files, folders).add(routes);
    new FolderPermissionRoutes(files, folders).add(routes);
    new VolumeRoutes(volumes, catalogRights).add(routes);
    new ExperimentRoutes(
            ExperimentStore.open(new StateFile(folder.resolve("experiments.json"))),
            dependencies.clock)
        .add(routes);
    JobAcl jobAcl = new JobAcl(rights, jobs);
    new JobRoutes(jobs, jobAcl, runs::cancelAll).add(routes);
    new JobPermissionRoutes(jobs, jobAcl).add(routes);
    runs.add(routes);
    pipelines.add(routes);
    server.serve(
        routes.service(
            server.endpoint(),
            workspace,
            dependencies.authority,
            new MemberSignIn(
                    members,
                    dependencies.authority,
                    dependencies.authorization,
                    dependencies.azure,
                    server.endpoint())
                ::before));
    return new Started(
        server, runs, pipelines, Schedules.start(jobs, dependencies.clock, runs::fire));
  }

  private record Started(
      LoopbackServer server, RunService runs, PipelineService pipelines, Schedules schedules)
      implements Running {
    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public void close() {
      schedules.close();
      server.close();
      pipelines.close();
      runs.close();
    }
  }
}
