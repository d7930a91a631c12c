package io.quarterdeck.local.spark;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.Installation;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.WorkFolders;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the job's jar on Spark in a JVM of its own, as Databricks does on a cluster. */
public final class LocalSpark implements JobRunner {
  private static final String MAIN_CLASS = "io.quarterdeck.jobs.ExportJob";
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  private final Path home;
  private final Path logs;
  private final PostgresEndpoint postgres;
  private final LocalSettings settings;

  /**
   * Runs nothing yet.
   *
   * @param home the project, where the job's jar is
   * @param logs where each run's log goes
   */
  public LocalSpark(Path home, Path logs, PostgresEndpoint postgres, LocalSettings settings) {
    this.home = home;
    this.logs = logs;
    this.postgres = postgres;
    this.settings = settings;
  }

  @Override
  public ExportResult export(Path datasetFile, Progress progress) {
    String runId = LocalDateTime.now(ZoneOffset.UTC).format(RUN_ID);
    Path log = logs.resolve("export-" + runId + ".log");
    progress.phase("starting Spark");
    try {
      // Beside the logs, which are for the user alone: there is a key in it.
      Path work = WorkFolders.create(logs, "work");
      Path result = work.resolve("result.json");
      try {
        Path configuration = work.resolve("spark.properties");
        PrivateFiles.write(configuration, configuration(work));
        List<String> command = command(datasetFile, runId, configuration, result, work);
        JobProcess.run(builder(command), log, progress);
        return ExportResultJson.read(result);
      } finally {
        Installation.delete(work);
      }
    } catch (IOException e) {
      throw new Failure(
          "Cannot run the export job: "
              + e
              + "; expected to run Java and to write to "
              + logs
              + ". Mend that, then run this again.",
          e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    postgres
        .password()
        .ifPresent(
            password -> builder.environment().put("QUARTERDECK_POSTGRES_PASSWORD", password));
    return builder;
  }

  private List<String> command(
      Path datasetFile, String runId, Path configuration, Path result, Path work)
      throws IOException {
    Path jar = home.resolve("jobs/target/quarterdeck-jobs-0.1.0-SNAPSHOT.jar");
    Path sparkJars = home.resolve("jobs/target/spark.classpath");
    for (Path needed : List.of(jar, sparkJars)) {
      if (!Files.exists(needed)) {
        throw new Failure(
            "Cannot run the export job: found no "
                + needed
                + "; expected the built job. Run ./mvnw -DskipTests package, then this again.");
      }
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SparkJvm.OPTIONS);
    command.add("-Djava.io.tmpdir=" + work);
    command.add("-cp");
    command.add(jar + File.pathSeparator + classPath(Files.readString(sparkJars)));
    command.add(MAIN_CLASS);
    command.addAll(
        List.of(
            "--dataset-file",
            datasetFile.toAbsolutePath().toString(),
            "--jdbc-url",
            postgres.jdbcUrl(),
            "--user",
            postgres.user(),
            "--curated",
            "abfs://curated@" + SparkConfiguration.HOST,
            "--run-id",
            runId,
            "--result",
            result.toString(),
            "--conf-file",
            configuration.toString()));
    return command;
  }

  /**
   * In a checkout the jars are named by where Maven keeps them, in a release by their place in it.
   */
  private String classPath(String written) {
    return Stream.of(written.strip().split(File.pathSeparator, -1))
        .map(entry -> home.resolve(entry).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What a Databricks cluster would have been given; here it holds the account's key too. */
  private String configuration(Path work) throws IOException {
    Properties properties = new Properties();
    properties.putAll(SparkConfiguration.of(settings, work));
    StringWriter text = new StringWriter();
    properties.store(text, "Spark and ABFS against the local stack");
    return text.toString();
  }
}
