package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Quarter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Arguments of the export job.
 *
 * @param dataset the dataset
 * @param jdbcUrl the JDBC URL of the database, without credentials
 * @param user the PostgreSQL role
 * @param curated the curated container, as {@code abfs://CONTAINER@HOST}
 * @param runId the run's id: letters, digits, dots, hyphens and underscores
 * @param quarter the quarter to export; if empty, all published rows
 * @param result the file that receives the result, if any
 * @param settings settings of Spark and of Hadoop file systems
 * @param run the run of which this export is a task; empty if the export runs alone
 */
record ExportArguments(
    Supplier<Dataset> dataset,
    String jdbcUrl,
    String user,
    URI curated,
    String runId,
    Optional<Quarter> quarter,
    Optional<Path> result,
    Map<String, String> settings,
    Optional<Run> run) {
  /**
   * A run of the Databricks job.
   *
   * @param quarantine the quarantine container, which stores the run's outcome record
   * @param id the run's id
   * @param repair the number of times the run was repaired
   */
  record Run(URI quarantine, String id, String repair) {}

  /**
   * Parses the command line.
   *
   * @throws Arguments.Invalid with all problems found
   */
  static ExportArguments parse(List<String> line) throws Arguments.Invalid {
    Arguments arguments = new Arguments(line, JobProgram.EXPORT);
    arguments.require(JobFlag.CURATED, JobFlag.JDBC_URL, JobFlag.RUN_ID, JobFlag.USER);
    Optional<URI> curated = arguments.container(JobFlag.CURATED);
    String runId = arguments.runId();
    String jdbcUrl = arguments.jdbcUrl();
    Optional<Quarter> quarter =
        arguments.text(JobFlag.QUARTER).flatMap(text -> quarter(text, arguments));
    Optional<Path> result = arguments.path(JobFlag.RESULT);
    Map<String, String> settings = arguments.settings();
    Optional<Run> run =
        arguments
            .container(JobFlag.QUARANTINE)
            .flatMap(
                quarantine ->
                    arguments
                        .text(JobFlag.JOB_RUN)
                        .map(
                            id ->
                                new Run(
                                    quarantine, id, arguments.text(JobFlag.REPAIR).orElse("0"))));
    arguments.check("the export");
    return new ExportArguments(
        arguments.dataset(),
        jdbcUrl,
        arguments.text(JobFlag.USER).orElseThrow(),
        curated.orElseThrow(),
        runId,
        quarter,
        result,
        settings,
        run);
  }

  private static Optional<Quarter> quarter(String text, Arguments arguments) {
    try {
      return Optional.of(Quarter.parse(text));
    } catch (IllegalArgumentException e) {
      arguments.problem("--quarter " + e.getMessage());
      return Optional.empty();
    }
  }
}
