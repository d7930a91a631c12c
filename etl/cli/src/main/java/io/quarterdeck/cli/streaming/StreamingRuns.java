package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineUpdates;
import io.quarterdeck.azure.databricks.run.JobRuns;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingJob.Parameter;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Map;

/**
 * Starts and lists runs of the streaming system's jobs, and lists updates of its pipeline.
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 * @param progress receives what happens
 */
public record StreamingRuns(Workspace workspace, String stack, Progress progress) {
  /** Returns a job in the workspace. */
  public WorkspaceJob job(StreamingJob job) {
    return StreamingRegistration.job(workspace, stack, job);
  }

  /**
   * Starts a run, or finds the run that an unanswered earlier request started.
   *
   * @param parameters the parameters that differ from their defaults
   * @return the id of the run
   * @throws io.quarterdeck.loader.failure.Failure if the job is not registered, or it is unknown
   *     whether the run was started
   */
  public long start(StreamingJob job, Map<Parameter, String> parameters) {
    return runs().start(job(job), JobRuns.named(parameters));
  }

  /** Returns the newest runs of a job, newest first. */
  public List<RunRecord> newest(StreamingJob job, int limit) {
    return runs().newest(job(job), limit);
  }

  /**
   * Returns the newest updates of the declarative pipeline, newest first; none if it is not
   * registered, or the caller may not see it.
   */
  public List<PipelineUpdates.Listed> newestUpdates(int limit) {
    return StreamingRegistration.pipeline(workspace, stack)
        .registeredId()
        .map(id -> new PipelineUpdates(workspace, id, progress).newest(limit))
        .orElse(List.of());
  }

  private JobRuns runs() {
    return new JobRuns(workspace, stack, progress);
  }
}
