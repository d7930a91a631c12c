package io.quarterdeck.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.testkit.TcpRelay;
import io.quarterdeck.testkit.TestJvm;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shaded jar in its own JVM, with Spark's jars on the class path. */
class JobProcessIT {
  private static final Path DATASET = Path.of("../datasets/bank-transactions.yaml");

  @TempDir private Path folder;

  @BeforeAll
  static void publishAMillionRows() throws Exception {
    Dataset dataset = DatasetFile.read(DATASET);
    Servers servers = Servers.running();
    try (Connection connection = servers.postgres().getPostgresDatabase().getConnection()) {
      Ledgers.create(connection, dataset);
      Ledgers.publish(
          connection,
          dataset,
          101,
          """
          select line, date '2022-01-01' + (line % 365)::int, 'DOMAIN' || line % 7,
                 'TOWN' || line % 80, 100000 + line, 100 + (line % 5000)::int
          from generate_series(2, 1004481) line
          """);
    }
  }

  @Test
  void exportsAMillionRowsAndFailsOnTheSameRunId() throws Exception {
    Path result = folder.resolve("result.json");
    assertThat(run(arguments("first", result))).as(errors()).isZero();
    assertThat(Files.readString(result))
        .isEqualTo(
            "{\"runId\":\"first\",\"rows\":1004480,\"data\":\"curated/bank-transactions/run=first\","
                + "\"aggregates\":\"curated/bank-transactions-by-quarter/run=first\","
                + "\"manifest\":\"curated/bank-transactions/manifest.json\"}");
    assertThat(Files.readString(folder.resolve("out")).lines())
        .contains("PHASE Writing Parquet", "PROGRESS 1004480 1004480 rows", "PHASE Publishing");

    assertThat(run(arguments("first", result))).isEqualTo(1);
    assertThat(errors().lines().toList())
        .last()
        .isEqualTo(
            "FAILURE Cannot export bank-transactions as run first: found that run published"
                + " already; expected a new id. Pass another --run-id.");
  }

  @Test
  void reportsThatBlobBecameUnavailableAndPublishesNothing() throws Exception {
    Servers servers = Servers.running();
    String endpoint = servers.settings().get("fs.azure.abfs.endpoint");
    int azurite = Integer.parseInt(endpoint.substring(endpoint.indexOf(':') + 1));
    try (TcpRelay relay = TcpRelay.to(azurite)) {
      Process job =
          start(
              arguments(
                  "cut-off",
                  folder.resolve("result.json"),
                  Map.of("fs.azure.abfs.endpoint", "127.0.0.1:" + relay.port())));
      while (job.isAlive()
          && !Files.readString(folder.resolve("out")).contains("PHASE Writing Parquet")) {
        Thread.onSpinWait();
      }
      relay.cut();
      assertThat(job.waitFor()).isEqualTo(1);
    }

    assertThat(errors().lines().toList())
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("FAILURE Cannot ")
        .contains("Connection refused")
        .endsWith(
            "; expected PostgreSQL and Blob to stay available until the job ends. Nothing was"
                + " published. Fix the cause, then run it again.");
    assertThat(folder.resolve("result.json")).doesNotExist();
  }

  @Test
  void reportsThatPostgresEndedTheConnectionAndPublishesNothing() throws Exception {
    Process job = start(arguments("ended", folder.resolve("result.json")));
    try (Connection connection =
            Servers.running().postgres().getPostgresDatabase().getConnection();
        PreparedStatement end =
            connection.prepareStatement(
                """
                select pg_terminate_backend(pid) from pg_stat_progress_copy
                where command = 'COPY TO' and tuples_processed > 0
                """)) {
      while (job.isAlive() && !end.executeQuery().next()) {
        Thread.onSpinWait();
      }
    }

    assertThat(job.waitFor()).isEqualTo(1);
    assertThat(errors().lines().toList())
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("FAILURE Cannot ")
        .containsPattern(
            "terminating connection due to administrator command|connection failed when reading")
        .endsWith("Nothing was published. Fix the cause, then run it again.");
    assertThat(folder.resolve("result.json")).doesNotExist();
  }

  @Test
  void reportsAllProblemsOfItsArguments() throws Exception {
    assertThat(run(List.of("--curated", "here", "--colour", "--user"))).isEqualTo(2);
    assertThat(errors())
        .isEqualToNormalizingNewlines(
            """
            Cannot run the export: found 7 problems in its arguments:
              unknown argument --colour
              --user has no value
              missing --dataset or --dataset-file
              missing --jdbc-url
              missing --run-id
              missing --user
              --curated is 'here'; expected abfs://CONTAINER@ACCOUNT.dfs.core.windows.net
            """);
  }

  private List<String> arguments(String runId, Path result) throws IOException {
    return arguments(runId, result, Map.of());
  }

  private List<String> arguments(String runId, Path result, Map<String, String> more)
      throws IOException {
    Servers servers = Servers.running();
    Properties settings = new Properties();
    settings.putAll(servers.settings());
    settings.putAll(more);
    settings.setProperty("fs.azure.createRemoteFileSystemDuringInitialization", "true");
    settings.setProperty("spark.master", "local[2]");
    Path file = folder.resolve("job.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return List.of(
        "--dataset-file", DATASET.toString(),
        "--jdbc-url", servers.jdbcUrl(),
        "--user", "postgres",
        "--curated", servers.curated().toString(),
        "--run-id", runId,
        "--result", result.toString(),
        "--conf-file", file.toString());
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    return start(arguments).waitFor();
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(List.of(System.getProperty("quarterdeck.spark.opens").split(" ", -1)));
    command.add("-cp");
    command.add(
        System.getProperty("quarterdeck.job.jar")
            + ":"
            + Files.readString(Path.of(System.getProperty("quarterdeck.spark.classpath"))));
    command.add("io.quarterdeck.jobs.ExportJob");
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
