package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Lists the runs that the workspace keeps, which are those of the last 60 days. */
public final class RunHistory {
  private static final long PAGE = 25;

  private final Workspace workspace;
  private final Clock clock;

  public RunHistory(Workspace workspace, Clock clock) {
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Returns at most {@code limit} runs of the job, newest first. */
  public List<RunRecord> newest(long jobId, int limit) {
    return workspace.call(
        "list the runs",
        client -> {
          List<RunRecord> runs = new ArrayList<>();
          for (BaseRun run :
              client
                  .jobs()
                  .listRuns(
                      new ListRunsRequest()
                          .setJobId(jobId)
                          .setExpandTasks(true)
                          .setLimit(Math.min(PAGE, limit)))) {
            if (runs.size() == limit) {
              break;
            }
            runs.add(RunRecord.of(run, clock.instant()));
          }
          return runs;
        });
  }

  /** Returns the ids of the runs of the job that have not ended, newest first. */
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
}
