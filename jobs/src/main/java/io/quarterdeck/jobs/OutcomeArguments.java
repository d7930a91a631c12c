package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Arguments of the outcome job.
 *
 * @param dataset the dataset
 * @param quarantine the quarantine container, as {@code abfs://CONTAINER@HOST}
 * @param runId the run's id
 * @param repair the number of times the run was repaired
 */
record OutcomeArguments(Supplier<Dataset> dataset, URI quarantine, String runId, String repair) {
  /**
   * Parses the command line.
   *
   * @throws Arguments.Invalid with all problems found
   */
  static OutcomeArguments parse(List<String> line) throws Arguments.Invalid {
    Arguments arguments = new Arguments(line, JobProgram.OUTCOME);
    arguments.require(JobFlag.QUARANTINE, JobFlag.RUN_ID);
    Optional<URI> quarantine = arguments.container(JobFlag.QUARANTINE);
    String runId = arguments.runId();
    arguments.check("the outcome");
    return new OutcomeArguments(
        arguments.dataset(),
        quarantine.orElseThrow(),
        runId,
        arguments.text(JobFlag.REPAIR).orElse("0"));
  }
}
