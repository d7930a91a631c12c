package io.quarterdeck.jobs;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.reject.RejectLimit;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
 * @param correlation the correlation id: that of the command that started the run, else of the run
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
    CorrelationId correlation,
    String repair) {
  /**
   * Parses the command line.
   *
   * @throws Arguments.Invalid with all problems found
   */
  static LoadArguments parse(List<String> line) throws Arguments.Invalid {
    Arguments arguments = new Arguments(line, JobProgram.LOAD);
    arguments.require(
        JobFlag.JDBC_URL, JobFlag.LANDING, JobFlag.QUARANTINE, JobFlag.RUN_ID, JobFlag.USER);
    Optional<URI> landing = arguments.container(JobFlag.LANDING);
    Optional<URI> quarantine = arguments.container(JobFlag.QUARANTINE);
    String runId = arguments.runId();
    Optional<CorrelationId> correlation = arguments.correlation(runId);
    String jdbcUrl = arguments.jdbcUrl();
    arguments.check("the load");
    return new LoadArguments(
        arguments.dataset(),
        jdbcUrl,
        arguments.text(JobFlag.USER).orElseThrow(),
        landing.orElseThrow(),
        quarantine.orElseThrow(),
        RejectLimit.parse(arguments.text(JobFlag.MAX_REJECTS).orElse("0")),
        runId,
        correlation.orElseThrow(),
        arguments.text(JobFlag.REPAIR).orElse("0"));
  }
}
