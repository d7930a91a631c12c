package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.ObjectIds;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of all jobs. Each run has a folder with its state and its logs. Thread-safe. */
final class Runs {
  private static final String STATE = "run.json";

  private final Path folder;
  private final Map<Long, WorkspaceRun> runs = new ConcurrentHashMap<>();

  private Runs(Path folder) {
    this.folder = folder;
  }

  /** Opens the runs of an earlier process. */
  static Runs open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    Runs runs = new Runs(folder);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path one : folders) {
        JsonObject kept = new StateFile(one.resolve(STATE)).read();
        if (kept.has("run")) {
          WorkspaceRun run = WorkspaceRun.of(kept);
          runs.runs.put(run.id(), run);
        }
      }
    }
    return runs;
  }

  Optional<WorkspaceRun> find(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  WorkspaceRun existing(long id) {
    return find(id).orElseThrow(() -> missing(id));
  }

  /** Returns the attempt at a task with this number. */
  Optional<Attempt> attempt(long id) {
    return runs.values().stream().flatMap(run -> run.attempt(id).stream()).findFirst();
  }

  static ApiError missing(long id) {
    return DatabricksErrors.invalid("Run " + id + " does not exist.");
  }

  /** Returns all runs, newest first. */
  List<WorkspaceRun> all() {
    return runs.values().stream()
        .sorted(
            Comparator.comparingLong(WorkspaceRun::startTime)
                .thenComparingLong(WorkspaceRun::id)
                .reversed())
        .toList();
  }

  List<WorkspaceRun> of(long jobId) {
    return all().stream().filter(run -> run.jobId() == jobId).toList();
  }

  long freshNumber() {
    return ObjectIds.fresh(id -> runs.containsKey(id) || attempt(id).isPresent());
  }

  void add(WorkspaceRun run) throws IOException {
    PrivateFiles.createFolder(folder(run));
    save(run);
    runs.put(run.id(), run);
  }

  void save(WorkspaceRun run) throws IOException {
    synchronized (run) {
      new StateFile(folder(run).resolve(STATE)).write(run.kept());
    }
  }

  Path log(Attempt attempt) {
    return folder(attempt.run()).resolve(attempt.id() + ".log");
  }

  Path folder(WorkspaceRun run) {
    return folder.resolve(String.valueOf(run.id()));
  }
}
