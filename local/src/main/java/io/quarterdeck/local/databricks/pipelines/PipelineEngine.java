package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.databricks.files.FolderAcl;
import io.quarterdeck.local.databricks.files.LibraryCopies;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.databricks.task.TaskProcess;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.databricks.task.TaskThreads;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.files.WorkFolders;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs updates, each as a process. A stopped process gets five seconds to end. Thread-safe. */
final class PipelineEngine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PipelineEngine.class.getName());
  private static final int SHOWN_LINES = 20;

  private final PipelineStore store;
  private final PipelineProgram program;
  private final TaskRunner runner;
  private final LibraryCopies libraries;
  private final FolderAcl folders;
  private final Path folder;
  private final TaskThreads threads = new TaskThreads("databricks pipeline", this::stopAll);
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
      LibraryCopies libraries,
      FolderAcl folders,
      Path folder) {
    this.store = store;
    this.program = program;
    this.runner = runner;
    this.libraries = libraries;
    this.folders = folders;
    this.folder = folder;
  }

  /** Starts an update, and returns it. */
  synchronized PipelineUpdate start(Pipeline pipeline, String cause) throws IOException {
    PipelineUpdate update = store.start(pipeline, cause);
    RunningUpdate active = new RunningUpdate();
    running.put(update.id(), active);
    threads.executor().execute(() -> run(pipeline, update, active));
    return update;
  }

  /** Stops the active update of a pipeline, if there is one. */
  synchronized void stop(String pipelineId) throws IOException {
    Optional<PipelineUpdate> update = store.active(pipelineId);
    if (update.isPresent() && running.containsKey(update.get().id())) {
      running.get(update.get().id()).stop();
      store.move(update.get().id(), UpdateState.STOPPING, "");
    }
  }

  private void run(Pipeline pipeline, PipelineUpdate update, RunningUpdate active) {
    Optional<String> error;
    try {
      error = execute(pipeline, update, active);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Update " + update.id() + " failed in the emulator", e);
      error = Optional.of(String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = Optional.of("The workspace stopped during the update.");
    }
    end(update, active, error);
  }

  /** Synchronized, so that {@link #stop} does not change the state of an update that has ended. */
  private synchronized void end(
      PipelineUpdate update, RunningUpdate active, Optional<String> error) {
    running.remove(update.id());
    UpdateState state = error.isPresent() ? UpdateState.FAILED : UpdateState.COMPLETED;
    try {
      store.move(
          update.id(),
          active.isStopped() ? UpdateState.CANCELED : state,
          active.isStopped() ? "" : error.orElse(""));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "Cannot store update " + update.id(), e);
    }
  }

  /** Returns why the update failed, if it did. */
  private Optional<String> execute(Pipeline pipeline, PipelineUpdate update, RunningUpdate active)
      throws IOException, InterruptedException {
    store.move(update.id(), UpdateState.INITIALIZING, "");
    Path work = WorkFolders.create(folder, "work");
    try {
      Path log = work.resolve("update.log");
      PrivateFiles.write(log, "");
      return execute(update, active, launch(pipeline, update, work, log));
    } catch (ApiError e) {
      return Optional.of(e.getMessage());
    } finally {
      FolderTree.delete(work);
    }
  }

  private Optional<String> execute(PipelineUpdate update, RunningUpdate active, TaskLaunch launch)
      throws IOException, InterruptedException {
    if (active.isStopped()) {
      return Optional.empty();
    }
    try (TaskProcess process = new TaskProcess(runner.start(launch))) {
      begin(update, active, process);
      int code = active.await(process);
      return code == 0 ? Optional.empty() : Optional.of(end(launch.log(), code));
    }
  }

  /** Synchronized, so that a stopped update does not become a running one. */
  private synchronized void begin(PipelineUpdate update, RunningUpdate active, TaskProcess process)
      throws IOException {
    store.remember(update.id(), process.process().toHandle());
    if (!active.isStopped()) {
      store.move(update.id(), UpdateState.RUNNING, "");
    }
  }

  private TaskLaunch launch(Pipeline pipeline, PipelineUpdate update, Path work, Path log)
      throws IOException {
    CatalogRights catalog = libraries.catalog();
    for (String file : pipeline.files()) {
      libraries.jars().workspace().file(file);
      folders.requireRead(pipeline.runAs(), file);
    }
    pipeline.schema().ifPresent(schema -> catalog.requireTables(pipeline.runAs(), schema));
    if (!pipeline.isServerless()) {
      catalog.members().requireClusters(pipeline.runAs());
    }
    Map<String, String> configuration = pipeline.configuration();
    String jar = required(configuration, OrdersPipeline.JAR);
    return new TaskLaunch(
        program.mainClass(),
        program.arguments(required(configuration, OrdersPipeline.LAKE), update.id()),
        List.of(libraries.copy(pipeline.runAs(), jar, work.resolve("program.jar"))),
        Map.of(),
        configuration,
        catalog.locations(pipeline.runAs()),
        catalog.serviceCredentials(pipeline.runAs()),
        work,
        log);
  }

  private static String required(Map<String, String> configuration, String key) {
    return Optional.ofNullable(configuration.get(key))
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
    threads.close();
  }

  private synchronized void stopAll() {
    running.values().forEach(RunningUpdate::stop);
  }
}
