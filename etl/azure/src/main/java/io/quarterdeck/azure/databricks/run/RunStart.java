package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.StartableJob;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Starts each run exactly once, even if the response to the request is lost. */
public final class RunStart {
  private final Workspace workspace;
  private final StartableJob job;
  private final RunTokens tokens;
  private final Progress progress;

  public RunStart(Workspace workspace, StartableJob job, RunTokens tokens, Progress progress) {
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
    return start(
        quarter.map(each -> "-" + each).orElse(""),
        quarter.map(each -> Map.of(JobDefinition.QUARTER, each.toString())).orElse(Map.of()));
  }

  /**
   * Starts a run with parameters, or finds the run that an unanswered earlier request started.
   *
   * @param variant distinguishes runs of the job with other parameters: letters, digits, dots,
   *     hyphens and underscores
   * @param parameters the job parameters that differ from their defaults
   * @return the run's id
   * @throws Failure if it is unknown whether the run was started; the token is then kept
   */
  public long start(String variant, Map<String, String> parameters) {
    long jobId = job.currentId();
    Map<String, String> all = correlated(jobId, parameters);
    return tokens.ask(job.name() + variant, token -> ask(jobId, all, token));
  }

  /**
   * Adds the correlation id, so that the ledger's rows of the run and the commits of its tables
   * contain it. Databricks refuses a parameter that the job does not declare, such as this one in a
   * job that an older version registered.
   */
  private Map<String, String> correlated(long jobId, Map<String, String> parameters) {
    if (!job.parameters(jobId).contains(CorrelationId.PARAMETER)) {
      return parameters;
    }
    Map<String, String> all = new HashMap<>(parameters);
    all.put(CorrelationId.PARAMETER, CorrelationId.ofProcess().text());
    return all;
  }

  private long ask(long jobId, Map<String, String> parameters, RunTokens.Token token) {
    if (token.origin() == RunTokens.Token.Origin.UNANSWERED) {
      progress.note(
          "An earlier request to start a run received no response. Repeating it with the same"
              + " token, so that only one run starts.");
    }
    return start(jobId, parameters, token.value());
  }

  /** Starts a run with this token, or finds the run that was started with it. */
  long start(long jobId, Map<String, String> parameters, String token) {
    progress.phase("starting a run");
    RunNow request = new RunNow().setJobId(jobId).setIdempotencyToken(token);
    if (!parameters.isEmpty()) {
      request.setJobParameters(parameters);
    }
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
