package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.databricks.files.FolderAcl;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.files.LibraryCopies;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The pipelines of the workspace. Thread-safe. */
public final class PipelineService implements AutoCloseable {
  /**
   * The dependencies of the service.
   *
   * @param program runs updates
   * @param runner starts the program
   * @param jars finds the source files and the jar of the program
   * @param catalog decides which external locations the program may use
   * @param folders decides who may read the source files
   */
  public record Dependencies(
      PipelineProgram program,
      TaskRunner runner,
      Jars jars,
      CatalogRights catalog,
      FolderAcl folders,
      WorkspaceRights rights,
      Clock clock) {}

  private final PipelineEngine engine;
  private final PipelinesApi routes;
  private final PipelinePermissionRoutes permissions;

  private PipelineService(
      PipelineEngine engine, PipelinesApi routes, PipelinePermissionRoutes permissions) {
    this.engine = engine;
    this.routes = routes;
    this.permissions = permissions;
  }

  /** Opens the pipelines of an earlier run. */
  public static PipelineService open(Path folder, Dependencies with) throws IOException {
    PrivateFiles.createFolder(folder);
    PipelineStore store =
        PipelineStore.open(new StateFile(folder.resolve("pipelines.json")), with.clock);
    PipelineEngine engine =
        new PipelineEngine(
            store,
            with.program,
            with.runner,
            new LibraryCopies(with.jars, with.catalog),
            with.folders,
            folder);
    PipelineAcl acl = new PipelineAcl(with.rights, store);
    return new PipelineService(
        engine, new PipelinesApi(store, engine, acl), new PipelinePermissionRoutes(store, acl));
  }

  /** Adds the routes. */
  public void add(ApiRoutes target) {
    routes.add(target);
    permissions.add(target);
  }

  /** Stops all updates. */
  @Override
  public void close() {
    engine.close();
  }
}
