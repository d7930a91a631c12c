package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The command line of the load job.
 *
 * @param dataset the dataset
 * @param jdbcUrl the database, without credentials
 * @param user the role that signs in there
 * @param landing the container that files land in, as {@code abfs://CONTAINER@HOST}
 * @param quarantine the container of files that cannot be loaded
 * @param maximumRejects how many lines of a file may not fit
 * @param runId the run's id
 * @param repair how often the run was repaired
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
   * Reads the command line.
   *
   * @throws Words.Invalid with all that is wrong
   */
  static LoadArguments parse(List<String> line) throws Words.Invalid {
    Words words = new Words(line, KNOWN);
    words.require("--jdbc-url", "--landing", "--quarantine", "--run-id", "--user");
    Optional<URI> landing = words.container("--landing");
    Optional<URI> quarantine = words.container("--quarantine");
    String runId = words.runId();
    String jdbcUrl = words.jdbcUrl();
    words.check("the load");
    return new LoadArguments(
        words.dataset(),
        jdbcUrl,
        words.text("--user").orElseThrow(),
        landing.orElseThrow(),
        quarantine.orElseThrow(),
        RejectLimit.parse(words.text("--max-rejects").orElse("0")),
        runId,
        words.text("--repair").orElse("0"));
  }
}
