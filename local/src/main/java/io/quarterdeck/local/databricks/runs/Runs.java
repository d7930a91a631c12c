package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.databricks.http.ApiError;
import io.quarterdeck.local.databricks.state.ObjectIds;
import io.quarterdeck.local.databricks.state.StateFile;
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
  private final Map<Long, JobRun> runs = new ConcurrentHashMap<>();

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
          JobRun run = JobRun.of(kept);
          runs.runs.put(run.id(), run);
        }
      }
    }
    return runs;
  }

  Optional<JobRun> find(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  JobRun existing(long id) {
    return find(id).orElseThrow(() -> missing(id));
  }

  /** Returns the attempt at a task with this number. */
  Optional<Attempt> attempt(long id) {
    return runs.values().stream().flatMap(run -> run.attempt(id).stream()).findFirst();
  }

  static ApiError missing(long id) {
    return ApiError.invalid("Run " + id + " does not exist.");
  }

  /** Returns all runs, newest first. */
  List<JobRun> all() {
    return runs.values().stream()
        .sorted(
            Comparator.comparingLong(JobRun::startTime).thenComparingLong(JobRun::id).reversed())
        .toList();
  }

  List<JobRun> of(long jobId) {
    return all().stream().filter(run -> run.jobId() == jobId).toList();
  }

  long freshNumber() {
    return ObjectIds.fresh(id -> runs.containsKey(id) || attempt(id).isPresent());
  }

  void add(JobRun run) throws IOException {
    PrivateFiles.createFolder(folder(run));
    save(run);
    runs.put(run.id(), run);
  }

  void save(JobRun run) throws IOException {
    synchronized (run) {
      new StateFile(folder(run).resolve(STATE)).write(run.kept());
    }
  }

  Path log(Attempt attempt) {
    return folder(attempt.run()).resolve(attempt.id() + ".log");
  }

  Path folder(JobRun run) {
    return folder.resolve(String.valueOf(run.id()));
  }
}
