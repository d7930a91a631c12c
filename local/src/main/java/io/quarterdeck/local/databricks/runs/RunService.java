package io.quarterdeck.local.databricks.runs;

import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.files.LibraryCopies;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.databricks.jobs.JobAcl;
import io.quarterdeck.local.databricks.jobs.JobStore;
import io.quarterdeck.local.databricks.secrets.ReadableSecrets;
import io.quarterdeck.local.databricks.task.TaskRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The runs of the jobs of a workspace. Stored on disk. Thread-safe. */
public final class RunService implements AutoCloseable {
  /**
   * The dependencies of runs.
   *
   * @param workspace the workspace
   * @param url the URL of the workspace
   * @param jobs the jobs
   * @param jars the files
   * @param secrets the secret scopes, and who may read them
   * @param catalog who may read the volumes
   * @param clock the clock for timestamps
   */
  public record Dependencies(
      WorkspaceIdentity workspace,
      URI url,
      JobStore jobs,
      Jars jars,
      ReadableSecrets secrets,
      CatalogRights catalog,
      Clock clock) {}

  private final JobStore jobs;
  private final JobAcl acl;
  private final Runs runs;
  private final RunEngine engine;
  private final Cluster cluster;

  private RunService(JobStore jobs, JobAcl acl, Runs runs, Cluster cluster) {
    this.jobs = jobs;
    this.acl = acl;
    this.runs = runs;
    this.cluster = cluster;
    this.engine = new RunEngine(runs, cluster);
  }

  /**
   * Opens the runs of an earlier process. Runs that it left running have failed; queued runs
   * continue.
   */
  public static RunService open(Path folder, TaskRunner runner, Dependencies dependencies)
      throws IOException {
    Cluster cluster =
        new Cluster(
            runner,
            new TaskSetup(
                new LibraryCopies(dependencies.jars, dependencies.catalog), dependencies.secrets),
            dependencies.workspace,
            dependencies.url,
            dependencies.clock);
    RunService service =
        new RunService(
            dependencies.jobs,
            new JobAcl(dependencies.catalog.members(), dependencies.jobs),
            Runs.open(folder),
            cluster);
    service.engine.recover();
    return service;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    new RunRoutes(jobs, acl, runs, engine, cluster).add(routes);
  }

  /**
   * Runs the job by its schedule.
   *
   * @param due the scheduled time
   */
  public void fire(Job job, Instant due) {
    try {
      engine.submit(
          new NewRun(
              job, "PERIODIC", due.toEpochMilli(), Map.of(), Optional.empty(), Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the runs of a deleted job. */
  public void cancelAll(long jobId) {
    try {
      engine.cancelAll(jobId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all active runs as failed. */
  @Override
  public void close() {
    engine.close();
  }
}
