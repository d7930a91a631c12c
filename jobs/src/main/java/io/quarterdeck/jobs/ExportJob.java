package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.jobs.export.DatasetExport;
import io.quarterdeck.jobs.export.Source;
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
 * The export as a Spark application. Standard output has lines {@code PHASE what}, {@code PROGRESS
 * done total unit}; the last line of standard error is {@code FAILURE message} when it fails. Exit
 * codes: 0 published, 1 failed, 2 wrong arguments. Where a session was there already, as on
 * Databricks, it throws instead of ending the JVM, which is the cluster's.
 */
public final class ExportJob {
  private static final String PASSWORD = "QUARTERDECK_POSTGRES_PASSWORD";

  private ExportJob() {}

  /** Runs the job. */
  public static void main(String[] words) throws Exception {
    boolean given = Sessions.given();
    int code = 0;
    try {
      Arguments arguments = Arguments.parse(List.of(words));
      code = run(arguments, System.getenv(), given);
    } catch (Arguments.Invalid e) {
      if (given) {
        throw e;
      }
      System.err.println(e.getMessage());
      code = 2;
    }
    if (!given) {
      System.exit(code);
    }
  }

  private static int run(Arguments arguments, Map<String, String> environment, boolean given)
      throws Exception {
    try {
      export(arguments, environment, given);
      return 0;
    } catch (Exception | LinkageError | StackOverflowError e) {
      String line = FailureLine.of(e, secrets(arguments, environment));
      if (given) {
        throw new IllegalStateException(line, e);
      }
      e.printStackTrace();
      System.err.println(line);
      return 1;
    }
  }

  private static void export(Arguments arguments, Map<String, String> environment, boolean given)
      throws IOException, SQLException {
    ProtocolProgress progress = new ProtocolProgress(System.out);
    Dataset dataset = DatasetFile.read(arguments.datasetFile());
    Source source =
        new Source(
            arguments.jdbcUrl(), arguments.user(), Optional.ofNullable(environment.get(PASSWORD)));
    progress.phase("Starting Spark");
    SparkSession session = Sessions.open(arguments.settings());
    try {
      DatasetExport.Published published =
          new DatasetExport(session, dataset, source, progress)
              .run(arguments.curated(), arguments.runId());
      if (arguments.result().isPresent()) {
        write(arguments.result().get(), published);
      }
    } finally {
      if (!given) {
        session.stop();
      }
    }
  }

  private static void write(Path result, DatasetExport.Published published) throws IOException {
    Files.write(result, published.manifest().resultJson(published.path()));
  }

  private static List<String> secrets(Arguments arguments, Map<String, String> environment) {
    List<String> secrets = new ArrayList<>();
    Optional.ofNullable(environment.get(PASSWORD)).ifPresent(secrets::add);
    arguments
        .settings()
        .forEach(
            (key, value) -> {
              if (key.startsWith("fs.") && key.matches(".*(key|secret|password|token|sas).*")) {
                secrets.add(value);
              }
            });
    return secrets;
  }
}
