package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.files.WorkFolders;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs updates, each as a process. A stopped process gets five seconds to end. Thread-safe. */
final class PipelineEngine implements AutoCloseable {
  private static final int SHOWN_LINES = 20;
  private static final long END_SECONDS = 60;

  private final PipelineStore store;
  private final PipelineProgram program;
  private final TaskRunner runner;
  private final Jars jars;
  private final CatalogRights catalog;
  private final Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, RunningUpdate> running = new ConcurrentHashMap<>();

  /**
   * Starts nothing yet.
   *
   * @param folder an existing folder for the work of updates
   */
  PipelineEngine(
      PipelineStore store,
      PipelineProgram program,
      TaskRunner runner,
      Jars jars,
      CatalogRights catalog,
      Path folder) {
    this.store = store;
    this.program = program;
    this.runner = runner;
    this.jars = jars;
    this.catalog = catalog;
    this.folder = folder;
  }

  /** Starts an update, and returns it. */
  synchronized PipelineUpdate start(Pipeline pipeline, String cause) throws IOException {
    PipelineUpdate update = store.start(pipeline, cause);
    RunningUpdate active = new RunningUpdate();
    running.put(update.id(), active);
    threads.execute(() -> run(pipeline, update, active));
    return update;
  }

  /** Stops the active update of a pipeline, if there is one. */
  synchronized void stop(String pipelineId) throws IOException {
    Optional<PipelineUpdate> update = store.active(pipelineId);
    if (update.isPresent() && running.containsKey(update.get().id())) {
      store.move(update.get().id(), UpdateState.STOPPING, "");
      running.get(update.get().id()).stop();
    }
  }

  private void run(Pipeline pipeline, PipelineUpdate update, RunningUpdate active) {
    try {
      Path work = WorkFolders.create(folder, "work");
      try {
        end(update, active, execute(pipeline, update, active, work));
      } finally {
        FolderTree.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running.remove(update.id());
    }
  }

  private void end(PipelineUpdate update, RunningUpdate active, Optional<String> error)
      throws IOException {
    UpdateState state = error.isPresent() ? UpdateState.FAILED : UpdateState.COMPLETED;
    store.move(
        update.id(),
        active.isStopped() ? UpdateState.CANCELED : state,
        active.isStopped() ? "" : error.orElse(""));
  }

  /** Returns why the update failed, if it did. */
  private Optional<String> execute(
      Pipeline pipeline, PipelineUpdate update, RunningUpdate active, Path work)
      throws IOException {
    store.move(update.id(), UpdateState.INITIALIZING, "");
    Path log = work.resolve("update.log");
    PrivateFiles.write(log, "");
    try {
      Process process = runner.start(launch(pipeline, update, work, log));
      if (!active.isStopped()) {
        store.move(update.id(), UpdateState.RUNNING, "");
      }
      int code = active.await(process);
      return code == 0 ? Optional.empty() : Optional.of(end(log, code));
    } catch (ApiError e) {
      return Optional.of(e.getMessage());
    }
  }

  private TaskLaunch launch(Pipeline pipeline, PipelineUpdate update, Path work, Path log) {
    pipeline.files().forEach(jars.workspace()::file);
    Map<String, String> configuration = new ConcurrentHashMap<>();
    if (pipeline.spec().has("configuration")) {
      pipeline
          .spec()
          .getAsJsonObject("configuration")
          .asMap()
          .forEach((key, value) -> configuration.put(key, value.getAsString()));
    }
    return new TaskLaunch(
        program.mainClass(),
        program.arguments(required(pipeline, PipelineProgram.LAKE), update.id()),
        List.of(jars.find(required(pipeline, PipelineProgram.JAR))),
        Map.of(),
        configuration,
        catalog.locations(pipeline.creator()),
        work,
        log);
  }

  private static String required(Pipeline pipeline, String key) {
    return pipeline
        .configured(key)
        .orElseThrow(
            () ->
                DatabricksErrors.invalid(
                    "Cannot run the pipeline on the local stack: found no %s in its configuration; expected this key."
                        .formatted(key)));
  }

  private static String end(Path log, int code) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return "The program ended with exit code %d.\n%s"
        .formatted(
            code,
            String.join(
                "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
  }

  /** Ends all updates, and waits until their threads have ended. */
  @Override
  public void close() {
    running.values().forEach(RunningUpdate::stop);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("an update of a pipeline has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
