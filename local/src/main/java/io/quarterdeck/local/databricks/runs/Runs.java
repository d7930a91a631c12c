package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.databricks.state.Numbers;
import io.quarterdeck.local.databricks.state.StateFile;
import io.quarterdeck.local.databricks.wire.ApiError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of all jobs: a folder for each, with its state and its logs. Thread-safe. */
final class Runs {
  private static final String STATE = "run.json";

  private final Path folder;
  private final Map<Long, Run> runs = new ConcurrentHashMap<>();

  private Runs(Path folder) {
    this.folder = folder;
  }

  /** The runs of an earlier process. */
  static Runs open(Path folder) throws IOException {
    PrivateFiles.createFolder(folder);
    Runs runs = new Runs(folder);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path one : folders) {
        JsonObject kept = new StateFile(one.resolve(STATE)).read();
        if (kept.has("run")) {
          Run run = Run.of(kept);
          runs.runs.put(run.id(), run);
        }
      }
    }
    return runs;
  }

  Optional<Run> find(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  Run existing(long id) {
    return find(id).orElseThrow(() -> missing(id));
  }

  /** The attempt at a task that has this number. */
  Optional<Attempt> attempt(long id) {
    return runs.values().stream().flatMap(run -> run.attempt(id).stream()).findFirst();
  }

  static ApiError missing(long id) {
    return ApiError.invalid("Run " + id + " does not exist.");
  }

  /** All runs, the newest first. */
  List<Run> all() {
    return runs.values().stream()
        .sorted(Comparator.comparingLong(Run::startTime).thenComparingLong(Run::id).reversed())
        .toList();
  }

  List<Run> of(long jobId) {
    return all().stream().filter(run -> run.jobId() == jobId).toList();
  }

  long freshNumber() {
    return Numbers.fresh(id -> runs.containsKey(id) || attempt(id).isPresent());
  }

  void add(Run run) throws IOException {
    PrivateFiles.createFolder(folder(run));
    save(run);
    runs.put(run.id(), run);
  }

  void save(Run run) throws IOException {
    synchronized (run) {
      new StateFile(folder(run).resolve(STATE)).write(run.kept());
    }
  }

  Path log(Attempt attempt) {
    return folder(attempt.run()).resolve(attempt.id() + ".log");
  }

  Path folder(Run run) {
    return folder.resolve(String.valueOf(run.id()));
  }
}
