package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.job.JobDefinition;
import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.dataset.Quarter;
import io.quarterdeck.etl.terminal.Progress;
import java.util.Map;
import java.util.Optional;

/** Starts runs, each once, whatever becomes of the answer. */
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
   * Starts a run, or finds the one that was started under a token whose answer was lost.
   *
   * @param quarter the quarter to work on; without one, all that is there
   * @return the run's id
   * @throws Failure when it cannot be said whether the run was started; the token is kept then
   */
  public long start(Optional<Quarter> quarter) {
    long jobId = job.currentId();
    String purpose = job.name() + quarter.map(each -> "-" + each).orElse("");
    return tokens.ask(purpose, token -> ask(jobId, quarter, token));
  }

  private long ask(long jobId, Optional<Quarter> quarter, RunTokens.Token token) {
    if (token.origin() == RunTokens.Token.Origin.UNANSWERED) {
      progress.note(
          "A run was asked for before and the answer never came: asking again under the same"
              + " token, so that there is one run, not two.");
    }
    return start(jobId, quarter, token.value());
  }

  /** Starts a run under this token, or finds the one that was started under it. */
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
      throw new Failure(
          e.getMessage()
              + " Whether the run was started is not known; asked again, it will not be started"
              + " twice.",
          e);
    }
  }
}
