package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The command line of the outcome job.
 *
 * @param dataset the dataset
 * @param quarantine the quarantine container, as {@code abfs://CONTAINER@HOST}
 * @param runId the run's id
 * @param repair how often the run was repaired
 */
record OutcomeArguments(Supplier<Dataset> dataset, URI quarantine, String runId, String repair) {
  /**
   * Reads the command line.
   *
   * @throws Words.Invalid with all that is wrong
   */
  static OutcomeArguments parse(List<String> line) throws Words.Invalid {
    Words words = new Words(line, Set.of("--quarantine", "--run-id", "--repair"));
    words.require("--quarantine", "--run-id");
    Optional<URI> quarantine = words.container("--quarantine");
    String runId = words.runId();
    words.check("the outcome");
    return new OutcomeArguments(
        words.dataset(), quarantine.orElseThrow(), runId, words.text("--repair").orElse("0"));
  }
}
