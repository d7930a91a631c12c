package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.e2e.Launcher.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the lakehouse on a local stack of its own, because the stack gets another system: real
 * PostgreSQL, Azurite behind the Blob proxy, and the shaded jar on the emulator of Databricks.
 */
@Tag("nightly")
class LakehouseBootstrapIT {
  private static final int POSTS = 600;

  /** Reads the tables with the library deltalake, and again with DuckDB. */
  private static final String READ =
      """
      import sys, duckdb
      from deltalake import DeltaTable
      options = dict(pair.split("=", 1) for pair in sys.argv[1].split(";") if "=" in pair)
      storage = {"azure_storage_account_name": options["AccountName"],
                 "azure_storage_account_key": options["AccountKey"],
                 "azure_storage_endpoint": options["BlobEndpoint"],
                 "allow_http": "true"}
      for name in sys.argv[2:]:
          table = DeltaTable("az://lake/" + name, storage_options=storage)
          rows = table.to_pyarrow_table()
          print(name, table.version(), rows.num_rows,
                duckdb.sql("select count(*) from rows").fetchall()[0][0])
      """;

  @TempDir private Path folder;

  @Test
  void bootstrapIngestsTrainsScoresAndReportsAndALaterOneDoesNothingAgain() throws Exception {
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    try {
      Ended first = bootstrap(launcher);
      assertThat(first.exitCode()).as(first.out() + first.error()).isZero();
      assertThat(first.out()).contains("Top topics of 2026-01-05");
      assertThat(folder.resolve("topics.html")).content().contains("Top 10 topics of 2026-01-05");
      LocalStackStatus status = LocalStackStatus.of(launcher);
      assertThat(status.rows("select count(*) from raw_st.users")).containsExactly("300");
      assertThat(status.blobs("landing", "Posts_today/"))
          .noneMatch(name -> name.endsWith("_SUCCESS"));
      assertThat(file(status, "BI/topics_by_day.csv")).contains("2026-01-04,", "2026-01-05,");

      Ended second = bootstrap(launcher);
      assertThat(second.exitCode()).as(second.error()).isZero();
      assertThat(second.error())
          .contains("registered already", "landed already", "ingested already", "counted already");
      modelsAreListedPromotedAndRolledBack(launcher);
      aRunAndItsMaintenanceSucceed(launcher);
      repairedRowsAreReplayed(launcher, status);
      // The last part, because it is skipped if the readers are not installed.
      readersSeeTheReportedCounts(status);
    } finally {
      launcher.reset();
    }
  }

  private Ended bootstrap(Launcher launcher) throws Exception {
    return launcher.run(
        "bootstrap",
        "--systems",
        "lakehouse",
        "--days",
        2,
        "--posts",
        POSTS,
        "--users",
        300,
        "--report",
        folder.resolve("topics.html"));
  }

  private static void modelsAreListedPromotedAndRolledBack(Launcher launcher) throws Exception {
    Ended list = launcher.run("model", "list", "--json");
    assertThat(list.exitCode()).as(list.error()).isZero();
    assertThat(list.out()).containsOnlyOnce("\"current\"");
    String version = list.out().replaceFirst(".*\"version\":\"([^\"]+)\".*", "$1");
    assertThat(launcher.run("model", "show", version).out()).contains("weighted F1");
    assertThat(launcher.run("model", "promote", version).out())
        .isEqualTo("The current model is " + version + ".");
    assertThat(launcher.run("model", "promote", "none").error())
        .startsWith("Cannot find the model none: found no model/none/model.json");
    assertThat(launcher.run("model", "rollback").error())
        .startsWith("Cannot roll back the model " + version + ": found no earlier model");
  }

  private static void aRunAndItsMaintenanceSucceed(Launcher launcher) throws Exception {
    Ended run = launcher.run("run", "--systems", "lakehouse", "--job", "maintenance", "--wait");
    assertThat(run.exitCode()).as(run.error()).isZero();
    Ended runs = launcher.run("runs", "--systems", "lakehouse");
    assertThat(runs.out()).contains("maintenance", "daily", "weekly", "2026-01-04,2026-01-05");
    Ended missing =
        launcher.run(
            "backfill", "--systems", "lakehouse", "--from", "2025-12-01", "--to", "2025-12-02");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.error())
        .startsWith("Cannot run the days 2025-12-01 to 2025-12-02: found none of them");
  }

  private void repairedRowsAreReplayed(Launcher launcher, LocalStackStatus status)
      throws Exception {
    Path unknown =
        Files.writeString(folder.resolve("repaired.jsonl"), "{\"id\": \"none\", \"row\": {}}\n");
    Ended ended = launcher.run("replay", unknown, "--dataset", "stackoverflow-posts");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains("found the ids [none]; expected ids of quarantined rows that were not replayed");
    assertThat(status.blobs("lake", "repaired/stackoverflow-posts/")).hasSize(1);
  }

  private static void readersSeeTheReportedCounts(LocalStackStatus status) throws Exception {
    Map<String, String> reported = new TreeMap<>();
    file(status, "BI/tables.csv")
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .filter(line -> !line.get(0).startsWith("quarantine/"))
        .forEach(line -> reported.put(line.get(0), line.get(1) + " " + line.get(2)));
    assertThat(reported).containsKeys("silver/stackoverflow-posts", "gold/users_activity");
    String python = Optional.ofNullable(System.getenv("QUARTERDECK_LAKE_PYTHON")).orElse("python3");
    boolean there = run(python, List.of("-c", "import deltalake, duckdb, pyarrow")).exitCode() == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("deltalake, duckdb and pyarrow for Python").isTrue();
    }
    assumeTrue(there, "Set QUARTERDECK_LAKE_PYTHON to a Python with deltalake, duckdb, pyarrow");
    List<String> arguments =
        new ArrayList<>(List.of("-c", READ, status.field("blob.connectionString")));
    arguments.addAll(reported.keySet());
    Ended read = run(python, arguments);
    assertThat(read.exitCode()).as(read.error()).isZero();
    List<String> expected = new ArrayList<>();
    reported.forEach(
        (table, counts) -> expected.add(table + " " + counts + " " + counts.split(" ", -1)[1]));
    assertThat(read.out().lines()).containsExactlyElementsOf(expected);
  }

  private static Ended run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(arguments);
    Path error = Files.createTempFile("lake-reader", ".txt");
    Process process = new ProcessBuilder(command).redirectError(error.toFile()).start();
    String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), out, Files.readString(error));
  }

  private static String file(LocalStackStatus status, String path) {
    return status.container("lake").getBlobClient(path).downloadContent().toString();
  }
}
