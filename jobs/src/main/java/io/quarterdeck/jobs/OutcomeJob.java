package io.quarterdeck.jobs;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.load.RunOutcome;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Optional;

/**
 * The last task of a run. It fails if the load or the export recorded a permanent failure. The task
 * has no retries, so Databricks does not retry permanent failures.
 */
public final class OutcomeJob implements Launch.Job {
  private final OutcomeArguments arguments;

  private OutcomeJob(OutcomeArguments arguments) {
    this.arguments = arguments;
  }

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    Launch.main(arguments, line -> new OutcomeJob(OutcomeArguments.parse(line)));
  }

  @Override
  public String name() {
    return "the outcome";
  }

  @Override
  public void run(Launch.Session session) {
    RunOutcome outcome =
        RunOutcome.of(
            BlobFiles.here(() -> SparkSessions.files(session)),
            arguments.quarantine(),
            arguments.dataset().get().name(),
            arguments.runId(),
            arguments.repair());
    Optional<String> failure = outcome.failure();
    if (failure.isPresent()) {
      throw new Failure(failure.get());
    }
    new ProtocolProgress(System.out).note("The load and the export succeeded.");
  }

  @Override
  public List<String> secrets() {
    return List.of();
  }
}
