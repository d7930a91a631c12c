package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.LakehouseRegistration;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.JobRuns;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.run.TaskState;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts and lists runs of the lakehouse's jobs.
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 * @param progress receives what happens
 */
public record LakehouseRuns(Workspace workspace, String stack, Progress progress) {
  /** The number of runs among which {@link #succeeded} looks. */
  private static final int LOOKED_AT = 100;

  /** Returns a job in the workspace. */
  public WorkspaceJob job(LakehouseJob job) {
    return LakehouseRegistration.job(workspace, stack, job);
  }

  /**
   * Starts a run, or finds the run that an unanswered earlier request started.
   *
   * @param parameters the parameters that differ from their defaults
   * @return the id of the run
   * @throws io.quarterdeck.loader.failure.Failure if the job is not registered, or it is unknown
   *     whether the run was started
   */
  public long start(LakehouseJob job, Map<Parameter, String> parameters) {
    return start(job(job), JobRuns.named(parameters));
  }

  /**
   * Starts a run of any job like {@link #start(LakehouseJob, Map)}.
   *
   * @param parameters the parameters by their names in the workspace
   */
  long start(WorkspaceJob job, Map<String, String> parameters) {
    return runs().start(job, parameters);
  }

  /**
   * Runs a job, and waits for its end.
   *
   * @throws io.quarterdeck.loader.failure.Failure like {@link #start}, or if the run fails
   */
  long run(LakehouseJob job, Map<Parameter, String> parameters, RunWatch watch) {
    long id = start(job, parameters);
    watch.awaitSuccess(id);
    return id;
  }

  /** Returns the newest successful run with these parameters, if there is one. */
  Optional<RunRecord> succeeded(LakehouseJob job, Map<Parameter, String> parameters) {
    Map<String, String> wanted = JobRuns.named(parameters);
    return newest(job, LOOKED_AT).stream()
        .filter(run -> run.state().stage() == TaskState.Stage.SUCCEEDED)
        .filter(run -> run.parameters().entrySet().containsAll(wanted.entrySet()))
        .findFirst();
  }

  /** Returns the newest runs of a job, newest first. */
  public List<RunRecord> newest(LakehouseJob job, int limit) {
    return runs().newest(job(job), limit);
  }

  /** Returns the ids of the runs of a job that have not ended; none if it is not registered. */
  List<Long> active(LakehouseJob job) {
    return job(job).registeredId().map(id -> runs().active(id)).orElse(List.of());
  }

  private JobRuns runs() {
    return new JobRuns(workspace, stack, progress);
  }
}
