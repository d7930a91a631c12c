package io.quarterdeck.jobs;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.load.LandedLoad;
import io.quarterdeck.jobs.load.RunOutcome;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spark application that loads the files in the landing container with the same loader as the
 * command line. It prints lines {@code PHASE what}, {@code PROGRESS done total unit} and {@code
 * NOTE line} to standard output. {@link Launch} describes how it ends.
 */
public final class LoadJob implements Launch.Job {
  private final LoadArguments arguments;
  private final PostgresEndpoint postgres;
  private Optional<RunOutcome> outcome = Optional.empty();

  private LoadJob(LoadArguments arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.postgres = Launch.postgres(arguments.jdbcUrl(), arguments.user(), environment);
  }

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    Launch.main(arguments, line -> new LoadJob(LoadArguments.parse(line), System.getenv()));
  }

  @Override
  public String name() {
    return "the load";
  }

  @Override
  public void run(Launch.Session session) throws IOException {
    BlobFiles blob = BlobFiles.here(() -> SparkSessions.files(session));
    outcome =
        Optional.of(
            RunOutcome.of(
                blob,
                arguments.quarantine(),
                arguments.dataset().get().name(),
                arguments.runId(),
                arguments.repair()));
    new LandedLoad(
            arguments.dataset().get(),
            postgres,
            arguments.landing(),
            arguments.quarantine(),
            arguments.maximumRejects(),
            arguments.runId(),
            arguments.correlation())
        .run(blob, outcome.get(), new ProtocolProgress(System.out));
  }

  @Override
  public boolean record(String message) {
    outcome.ifPresent(each -> each.fail("load", message));
    return outcome.isPresent();
  }

  @Override
  public List<String> secrets() {
    return postgres.login().password().stream().toList();
  }
}
