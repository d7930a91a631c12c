package io.quarterdeck.local.databricks;

import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.catalog.Catalog;
import io.quarterdeck.local.databricks.catalog.CatalogRoutes;
import io.quarterdeck.local.databricks.catalog.Metastore;
import io.quarterdeck.local.databricks.compute.ComputeRoutes;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.files.VolumeFiles;
import io.quarterdeck.local.databricks.files.VolumeRoutes;
import io.quarterdeck.local.databricks.files.WorkspaceFiles;
import io.quarterdeck.local.databricks.files.WorkspaceRoutes;
import io.quarterdeck.local.databricks.jobs.JobRoutes;
import io.quarterdeck.local.databricks.jobs.Jobs;
import io.quarterdeck.local.databricks.runs.RunService;
import io.quarterdeck.local.databricks.schedule.Schedules;
import io.quarterdeck.local.databricks.secrets.Scopes;
import io.quarterdeck.local.databricks.secrets.SecretRoutes;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import io.quarterdeck.local.databricks.state.StateFile;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.databricks.user.UserRoutes;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.databricks.wire.ApiServer;
import io.quarterdeck.local.databricks.wire.RequestLimit;
import io.quarterdeck.local.databricks.wire.Routes;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The part of Databricks' REST API that Quarterdeck calls, over plain HTTP on loopback. Runs really
 * run. State is in the site's folder.
 */
public final class DatabricksStandIn implements StandIn {
  /**
   * What is around the workspace.
   *
   * @param azure where access connectors must be
   * @param secrets where Key Vault's secrets are read
   * @param tasks starts the tasks of runs
   * @param clock what time it is, for schedules and for all that has a time
   */
  public record Surroundings(
      ArmResources azure, SecretSource secrets, TaskRunner tasks, Clock clock) {}

  private final Workspace workspace;
  private final Surroundings around;

  public DatabricksStandIn(Workspace workspace, Surroundings around) {
    this.workspace = workspace;
    this.around = around;
  }

  @Override
  public String name() {
    return "databricks";
  }

  @Override
  public Running start(StandInSite site) throws IOException {
    PrivateFiles.createFolder(site.folder());
    ApiServer server =
        ApiServer.bind(site.port(), site.token(), new RequestLimit(workspace.callsPerSecond()));
    try {
      return serve(server, site.folder());
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Running serve(ApiServer server, Path folder) throws IOException {
    Scopes scopes = Scopes.open(new StateFile(folder.resolve("scopes.json")), around.secrets);
    Catalog catalog = Catalog.open(new StateFile(folder.resolve("catalog.json")));
    Jobs jobs = Jobs.open(new StateFile(folder.resolve("jobs.json")), around.clock);
    WorkspaceFiles files = WorkspaceFiles.open(folder.resolve("workspace"), workspace.userName());
    VolumeFiles volumes =
        VolumeFiles.open(
            folder.resolve("volumes"), volume -> catalog.has(Catalog.Kind.VOLUME, volume));
    RunService runs =
        RunService.open(
            folder.resolve("runs"),
            around.tasks,
            new RunService.Surroundings(
                workspace,
                server.endpoint(),
                jobs,
                new Jars(files, volumes),
                scopes,
                around.clock));
    Routes routes = new Routes();
    new UserRoutes(workspace).add(routes);
    new SecretRoutes(scopes).add(routes);
    new ComputeRoutes().add(routes);
    new Metastore(workspace).add(routes);
    new CatalogRoutes(catalog, around.azure, workspace, around.clock).add(routes);
    new WorkspaceRoutes(files).add(routes);
    new VolumeRoutes(volumes).add(routes);
    new JobRoutes(jobs, workspace, runs::cancelAll).add(routes);
    runs.add(routes);
    server.serve(routes);
    return new Started(server, runs, Schedules.start(jobs, around.clock, runs::fire));
  }

  private record Started(ApiServer server, RunService runs, Schedules schedules)
      implements Running {
    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public void close() {
      schedules.close();
      server.close();
      runs.close();
    }
  }
}
