package io.quarterdeck.local.databricks.runs;

import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.databricks.jobs.Jobs;
import io.quarterdeck.local.databricks.secrets.Scopes;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.databricks.wire.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The runs of a workspace's jobs. Thread-safe, kept on disk. */
public final class RunService implements AutoCloseable {
  /**
   * What runs need of the workspace.
   *
   * @param workspace who and where we are
   * @param url where it is called
   * @param jobs its jobs
   * @param jars its files
   * @param scopes its secret scopes
   * @param clock what time it is
   */
  public record Surroundings(
      Workspace workspace, URI url, Jobs jobs, Jars jars, Scopes scopes, Clock clock) {}

  private final Jobs jobs;
  private final Runs runs;
  private final RunEngine engine;
  private final Cluster cluster;

  private RunService(Jobs jobs, Runs runs, Cluster cluster) {
    this.jobs = jobs;
    this.runs = runs;
    this.cluster = cluster;
    this.engine = new RunEngine(runs, cluster);
  }

  /**
   * Takes up the runs of an earlier process: those that it left running have failed, those that it
   * left waiting go on.
   */
  public static RunService open(Path folder, TaskRunner runner, Surroundings around)
      throws IOException {
    Cluster cluster =
        new Cluster(
            runner,
            new TaskSetup(around.jars, around.scopes),
            around.workspace,
            around.url,
            around.clock);
    RunService service = new RunService(around.jobs, Runs.open(folder), cluster);
    service.engine.recover();
    return service;
  }

  /** Adds the routes. */
  public void add(Routes routes) {
    new RunRoutes(jobs, runs, engine, cluster).add(routes);
  }

  /**
   * Runs the job because its schedule says so.
   *
   * @param due when that was to be
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

  /** Ends what runs of a job that is gone. */
  public void cancelAll(long jobId) {
    try {
      engine.cancelAll(jobId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what runs; it has failed then. */
  @Override
  public void close() {
    engine.close();
  }
}
