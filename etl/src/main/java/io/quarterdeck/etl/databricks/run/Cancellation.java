package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Ends runs. */
public final class Cancellation {
  private final Workspace workspace;
  private final RunWatch watch;

  public Cancellation(Workspace workspace, RunWatch watch) {
    this.workspace = workspace;
    this.watch = watch;
  }

  /** The runs of the job that have not ended, newest first. */
  public List<Long> active(long jobId) {
    return workspace.call(
        "list the runs that have not ended",
        client -> {
          List<Long> runs = new ArrayList<>();
          for (BaseRun run :
              client.jobs().listRuns(new ListRunsRequest().setJobId(jobId).setActiveOnly(true))) {
            runs.add(run.getRunId());
          }
          return runs;
        });
  }

  /** Cancels a run and waits for its end, which it may reach by itself before. */
  public TaskState cancel(long runId) {
    workspace.tell("cancel run " + runId, client -> client.jobs().cancelRun(runId));
    return TaskState.of(watch.awaitEnd(runId).getState());
  }
}
