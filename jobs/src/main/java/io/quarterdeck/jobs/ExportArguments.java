package io.quarterdeck.jobs;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.Quarter;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The command line of the export job.
 *
 * @param dataset the dataset
 * @param jdbcUrl the database, without credentials
 * @param user the role that signs in there
 * @param curated the curated container, as {@code abfs://CONTAINER@HOST}
 * @param runId the run's id: letters, digits, dots, hyphens and underscores
 * @param quarter the quarter to export; without one, all that is published
 * @param result where the result is written, if anywhere
 * @param settings settings of Spark and of Hadoop's file systems
 * @param run the run that it is a task of; none where the export is run alone
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
   * The run of the job that this export is a task of.
   *
   * @param quarantine the quarantine container, where the run's record is
   * @param id the run's id
   * @param repair how often the run was repaired
   */
  record Run(URI quarantine, String id, String repair) {}

  private static final Set<String> KNOWN =
      Set.of(
          "--jdbc-url",
          "--user",
          "--curated",
          "--run-id",
          "--quarter",
          "--result",
          "--conf-file",
          "--quarantine",
          "--job-run",
          "--repair");

  /**
   * Reads the command line.
   *
   * @throws Words.Invalid with all that is wrong
   */
  static ExportArguments parse(List<String> line) throws Words.Invalid {
    Words words = new Words(line, KNOWN);
    words.require("--curated", "--jdbc-url", "--run-id", "--user");
    Optional<URI> curated = words.container("--curated");
    String runId = words.runId();
    String jdbcUrl = words.jdbcUrl();
    Optional<Quarter> quarter = words.text("--quarter").flatMap(text -> quarter(text, words));
    Optional<Path> result = words.path("--result");
    Map<String, String> settings =
        words.path("--conf-file").map(file -> settings(file, words)).orElse(Map.of());
    Optional<Run> run =
        words
            .container("--quarantine")
            .flatMap(
                quarantine ->
                    words
                        .text("--job-run")
                        .map(id -> new Run(quarantine, id, words.text("--repair").orElse("0"))));
    words.check("the export");
    return new ExportArguments(
        words.dataset(),
        jdbcUrl,
        words.text("--user").orElseThrow(),
        curated.orElseThrow(),
        runId,
        quarter,
        result,
        settings,
        run);
  }

  private static Optional<Quarter> quarter(String text, Words words) {
    try {
      return Optional.of(Quarter.parse(text));
    } catch (IllegalArgumentException e) {
      words.problem("--quarter " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, String> settings(Path file, Words words) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      words.problem("--conf-file cannot be read: " + e);
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith("spark.") || key.startsWith("fs.")) {
        settings.put(key, properties.getProperty(key).strip());
      } else {
        words.problem("--conf-file has '" + key + "'; expected keys that begin with spark. or fs.");
      }
    }
    return Map.copyOf(settings);
  }
}
