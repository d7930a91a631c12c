package io.quarterdeck.jobs;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.export.DatasetExport;
import io.quarterdeck.jobs.load.RunOutcome;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Spark application that exports a dataset. It prints lines {@code PHASE what} and {@code PROGRESS
 * done total unit} to standard output. {@link Launch} describes how it ends.
 */
public final class ExportJob implements Launch.Job {
  private final ExportArguments arguments;
  private final PostgresEndpoint postgres;
  private Optional<RunOutcome> outcome = Optional.empty();

  private ExportJob(ExportArguments arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.postgres = Launch.postgres(arguments.jdbcUrl(), arguments.user(), environment);
  }

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    Launch.main(arguments, line -> new ExportJob(ExportArguments.parse(line), System.getenv()));
  }

  @Override
  public String name() {
    return "the export";
  }

  @Override
  public void run(Launch.Session given) throws IOException, SQLException {
    Dataset dataset = arguments.dataset().get();
    ProtocolProgress progress = new ProtocolProgress(System.out);
    Source source = new Source(postgres);
    progress.phase("Starting Spark");
    SparkSession session = SparkSessions.open(arguments.settings());
    try {
      outcome = arguments.run().map(run -> outcome(run, session, dataset));
      Optional<String> failure = outcome.flatMap(RunOutcome::failure);
      if (failure.isPresent()) {
        progress.note("Not exported: the load failed permanently. " + failure.get());
        return;
      }
      DatasetExport.Published published =
          new DatasetExport(session, dataset, source, progress)
              .run(arguments.curated(), arguments.runId(), arguments.quarter());
      if (arguments.result().isPresent()) {
        write(arguments.result().get(), published);
      }
    } finally {
      if (given == Launch.Session.OWN) {
        session.stop();
      }
    }
  }

  private static RunOutcome outcome(
      ExportArguments.Run run, SparkSession session, Dataset dataset) {
    return RunOutcome.of(
        BlobFiles.here(() -> session.sparkContext().hadoopConfiguration()),
        run.quarantine(),
        dataset.name(),
        run.id(),
        run.repair());
  }

  @Override
  public boolean record(String message) {
    outcome.ifPresent(each -> each.fail("export", message));
    return outcome.isPresent();
  }

  private static void write(Path result, DatasetExport.Published published) throws IOException {
    Files.write(result, published.manifest().resultJson(published.path()));
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(postgres.login().password().stream().toList());
    secrets.addAll(Arguments.secrets(arguments.settings()));
    return secrets;
  }
}
