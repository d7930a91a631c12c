package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Arguments of the load job.
 *
 * @param dataset the dataset
 * @param jdbcUrl the JDBC URL of the database, without credentials
 * @param user the PostgreSQL role
 * @param landing the landing container, as {@code abfs://CONTAINER@HOST}
 * @param quarantine the container for files that cannot be loaded
 * @param maximumRejects the number of rejected lines that a file may have
 * @param runId the run's id
 * @param repair the number of times the run was repaired
 */
record LoadArguments(
    Supplier<Dataset> dataset,
    String jdbcUrl,
    String user,
    URI landing,
    URI quarantine,
    RejectLimit maximumRejects,
    String runId,
    String repair) {
  private static final Set<String> KNOWN =
      Set.of(
          "--jdbc-url",
          "--user",
          "--landing",
          "--quarantine",
          "--max-rejects",
          "--run-id",
          "--repair");

  /**
   * Parses the command line.
   *
   * @throws Arguments.Invalid with all problems found
   */
  static LoadArguments parse(List<String> line) throws Arguments.Invalid {
    Arguments arguments = new Arguments(line, KNOWN);
    arguments.require("--jdbc-url", "--landing", "--quarantine", "--run-id", "--user");
    Optional<URI> landing = arguments.container("--landing");
    Optional<URI> quarantine = arguments.container("--quarantine");
    String runId = arguments.runId();
    String jdbcUrl = arguments.jdbcUrl();
    arguments.check("the load");
    return new LoadArguments(
        arguments.dataset(),
        jdbcUrl,
        arguments.text("--user").orElseThrow(),
        landing.orElseThrow(),
        quarantine.orElseThrow(),
        RejectLimit.parse(arguments.text("--max-rejects").orElse("0")),
        runId,
        arguments.text("--repair").orElse("0"));
  }
}
