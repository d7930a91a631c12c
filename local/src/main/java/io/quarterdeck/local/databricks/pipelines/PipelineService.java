package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
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
   */
  public record Dependencies(
      PipelineProgram program,
      TaskRunner runner,
      Jars jars,
      CatalogRights catalog,
      WorkspaceRights rights,
      Clock clock) {}

  private final PipelineEngine engine;
  private final PipelinesApi routes;

  private PipelineService(PipelineEngine engine, PipelinesApi routes) {
    this.engine = engine;
    this.routes = routes;
  }

  /** Opens the pipelines of an earlier run. */
  public static PipelineService open(Path folder, Dependencies with) throws IOException {
    PrivateFiles.createFolder(folder);
    PipelineStore store =
        PipelineStore.open(new StateFile(folder.resolve("pipelines.json")), with.clock);
    PipelineEngine engine =
        new PipelineEngine(
            store, with.program, with.runner, new LibraryCopies(with.jars, with.catalog), folder);
    return new PipelineService(engine, new PipelinesApi(store, engine, with.rights));
  }

  /** Adds the routes. */
  public void add(ApiRoutes target) {
    routes.add(target);
  }

  /** Stops all updates. */
  @Override
  public void close() {
    engine.close();
  }
}
