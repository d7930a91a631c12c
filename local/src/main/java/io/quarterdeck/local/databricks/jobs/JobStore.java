package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.ObjectIds;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of the workspace. Stored on disk. Thread-safe. */
public final class JobStore {
  private static final String PERMISSIONS = "permissions";

  private final StateFile file;
  private final Clock clock;
  private final Map<Long, Job> jobs = new ConcurrentHashMap<>();
  private final Map<Long, SortedMap<String, JobLevel>> permissions = new ConcurrentHashMap<>();

  private JobStore(StateFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Opens the jobs of an earlier run. */
  public static JobStore open(StateFile file, Clock clock) throws IOException {
    JobStore jobs = new JobStore(file, clock);
    for (JsonObject state : file.objects("jobs")) {
      Job job = Job.of(state);
      jobs.jobs.put(job.id(), job);
      if (state.has(PERMISSIONS)) {
        SortedMap<String, JobLevel> levels = new TreeMap<>();
        state
            .getAsJsonObject(PERMISSIONS)
            .asMap()
            .forEach((name, level) -> levels.put(name, JobLevel.valueOf(level.getAsString())));
        jobs.permissions.put(job.id(), levels);
      }
    }
    return jobs;
  }

  /** Returns the job with this number, if it exists. */
  public Optional<Job> find(long id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /**
   * Returns the job.
   *
   * @throws ApiError if it does not exist
   */
  public Job existing(long id) {
    return find(id).orElseThrow(() -> DatabricksErrors.invalid("Job " + id + " does not exist."));
  }

  /** Returns all jobs, newest first. */
  public List<Job> all() {
    return jobs.values().stream()
        .sorted(Comparator.comparingLong(Job::createdTime).thenComparingLong(Job::id).reversed())
        .toList();
  }

  synchronized Job create(JsonObject settings, String creator) throws IOException {
    long now = clock.millis();
    Job job = new Job(ObjectIds.fresh(jobs::containsKey), now, now, creator, settings);
    return put(job);
  }

  synchronized void change(long id, JsonObject settings) throws IOException {
    put(existing(id).with(settings, clock.millis()));
  }

  /** Returns the levels that principals have on the job, in addition to its owner. */
  SortedMap<String, JobLevel> permissions(long id) {
    return Collections.unmodifiableSortedMap(
        permissions.getOrDefault(id, Collections.emptySortedMap()));
  }

  /** Gives principals a level, which replaces the one that they have. */
  synchronized void permit(long id, Map<String, JobLevel> added) throws IOException {
    SortedMap<String, JobLevel> levels = new TreeMap<>(permissions(id));
    levels.putAll(added);
    permissions.put(id, levels);
    save();
  }

  synchronized void delete(long id) throws IOException {
    jobs.remove(existing(id).id());
    permissions.remove(id);
    save();
  }

  private Job put(Job job) throws IOException {
    jobs.put(job.id(), job);
    save();
    return job;
  }

  private void save() throws IOException {
    JsonArray array = new JsonArray();
    for (Job job : all()) {
      JsonObject levels = new JsonObject();
      permissions(job.id()).forEach((name, level) -> levels.addProperty(name, level.name()));
      JsonObject one = job.state();
      one.add(PERMISSIONS, levels);
      array.add(one);
    }
    JsonObject state = new JsonObject();
    state.add("jobs", array);
    file.write(state);
  }
}
