package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.ObjectIds;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of the workspace. Stored on disk. Thread-safe. */
public final class JobStore {
  private final StateFile file;
  private final Clock clock;
  private final Map<Long, Job> jobs = new ConcurrentHashMap<>();

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
    Job job =
        new Job(ObjectIds.fresh(jobs::containsKey), now, now, creator, settings, new TreeMap<>());
    return put(job);
  }

  synchronized void change(long id, JsonObject settings) throws IOException {
    put(existing(id).with(settings, clock.millis()));
  }

  synchronized void grant(long id, Map<String, JobPermission> permissions) throws IOException {
    put(existing(id).with(permissions));
  }

  synchronized void delete(long id) throws IOException {
    jobs.remove(existing(id).id());
    save();
  }

  private Job put(Job job) throws IOException {
    jobs.put(job.id(), job);
    save();
    return job;
  }

  private void save() throws IOException {
    JsonArray array = new JsonArray();
    all().forEach(job -> array.add(job.state()));
    JsonObject state = new JsonObject();
    state.add("jobs", array);
    file.write(state);
  }
}
