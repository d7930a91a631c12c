package io.quarterdeck.azure.databricks.run;

import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.JobParameter;
import io.quarterdeck.loader.progress.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts and lists runs of jobs with parameters.
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 * @param progress receives what happens
 */
public record JobRuns(Workspace workspace, String stack, Progress progress) {
  /**
   * Starts a run, or finds the run that an unanswered earlier request started.
   *
   * @param parameters the parameters by their names in the workspace
   * @return the id of the run
   * @throws io.quarterdeck.loader.failure.Failure if the job is not registered, or it is unknown
   *     whether the run was started
   */
  public long start(WorkspaceJob job, Map<String, String> parameters) {
    RunTokens tokens = new RunTokens(Folders.current().runs(stack));
    return new RunStart(workspace, job, tokens, progress)
        .start("-" + variant(parameters), parameters);
  }

  /** Returns the parameters by their names in the workspace. */
  public static Map<String, String> named(Map<? extends JobParameter, String> parameters) {
    Map<String, String> named = new TreeMap<>();
    parameters.forEach((parameter, value) -> named.put(parameter.parameterName(), value));
    return named;
  }

  /** Returns the newest runs of a job, newest first. */
  public List<RunRecord> newest(WorkspaceJob job, int limit) {
    return new RunHistory(workspace, Clock.systemUTC()).newest(job.id(), limit);
  }

  /** Returns the ids of the runs of a job that have not ended, newest first. */
  public List<Long> active(long jobId) {
    return new RunHistory(workspace, Clock.systemUTC()).active(jobId);
  }

  /** Identifies the parameters in the name of the file of a token, whose length is limited. */
  private static String variant(Map<String, String> parameters) {
    return Integer.toHexString(new TreeMap<>(parameters).hashCode());
  }
}
