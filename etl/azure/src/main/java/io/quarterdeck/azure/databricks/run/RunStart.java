package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.QuarterlyJob;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.Map;
import java.util.Optional;

/** Starts each run exactly once, even if the response to the request is lost. */
public final class RunStart {
  private final Workspace workspace;
  private final QuarterlyJob job;
  private final RunTokens tokens;
  private final Progress progress;

  public RunStart(Workspace workspace, QuarterlyJob job, RunTokens tokens, Progress progress) {
    this.workspace = workspace;
    this.job = job;
    this.tokens = tokens;
    this.progress = progress;
  }

  /**
   * Starts a run, or finds the run that an unanswered earlier request started.
   *
   * @param quarter the quarter to export; if absent, all quarters
   * @return the run's id
   * @throws Failure if it is unknown whether the run was started; the token is then kept
   */
  public long start(Optional<Quarter> quarter) {
    long jobId = job.currentId();
    String purpose = job.name() + quarter.map(each -> "-" + each).orElse("");
    return tokens.ask(purpose, token -> ask(jobId, quarter, token));
  }

  private long ask(long jobId, Optional<Quarter> quarter, RunTokens.Token token) {
    if (token.origin() == RunTokens.Token.Origin.UNANSWERED) {
      progress.note(
          "An earlier request to start a run received no response. Repeating it with the same token, so that only one run starts.");
    }
    return start(jobId, quarter, token.value());
  }

  /** Starts a run with this token, or finds the run that was started with it. */
  long start(long jobId, Optional<Quarter> quarter, String token) {
    progress.phase("starting a run");
    RunNow request = new RunNow().setJobId(jobId).setIdempotencyToken(token);
    quarter.ifPresent(
        each -> request.setJobParameters(Map.of(JobDefinition.QUARTER, each.toString())));
    try {
      return workspace.call(
          "start a run of " + job.name(),
          client -> client.jobs().runNow(request).getResponse().getRunId());
    } catch (Failure e) {
      throw Failure.causedBy(
          e,
          "%s It is unknown whether the run was started. Repeating the command does not start it"
              + " twice.",
          e.getMessage());
    }
  }
}
