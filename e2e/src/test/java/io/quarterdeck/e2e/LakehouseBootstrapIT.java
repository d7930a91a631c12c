package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.jobs.generate.GeneratedPosts;
import io.quarterdeck.jobs.generate.PostFault;
import io.quarterdeck.loader.sample.GeneratedPostTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the lakehouse on a local stack of its own, because the stack gets another system: real
 * PostgreSQL, Azurite behind the Blob proxy, the pipelines on the emulator of Data Factory, and the
 * shaded jar on the emulator of Databricks.
 */
@Tag("nightly")
class LakehouseBootstrapIT {
  private static final int POSTS = 300;
  private static final int USERS = 300;
  private static final String CORRELATION = "lakehouse-test";
  private static final List<LocalDate> DAYS =
      List.of(LocalDate.of(2026, 1, 4), LocalDate.of(2026, 1, 5));

  /**
   * Reads the tables from Azurite with the library deltalake, and their files again with DuckDB.
   * DuckDB's own extensions for Azure and Delta are not packages of PyPI, so DuckDB reads through
   * the file system of adlfs.
   */
  private static final String READ =
      """
      import sys, duckdb
      from adlfs import AzureBlobFileSystem
      from deltalake import DeltaTable
      options = dict(pair.split("=", 1) for pair in sys.argv[1].split(";") if "=" in pair)
      storage = {"azure_storage_account_name": options["AccountName"],
                 "azure_storage_account_key": options["AccountKey"],
                 "azure_storage_endpoint": options["BlobEndpoint"],
                 "allow_http": "true"}
      duckdb.register_filesystem(AzureBlobFileSystem(connection_string=sys.argv[1]))
      for name in sys.argv[2:]:
          table = DeltaTable("az://lake/" + name, storage_options=storage)
          files = ["abfs" + uri[uri.index("://"):] for uri in table.file_uris()]
          count = duckdb.read_parquet(files).count("*").fetchall()[0][0] if files else 0
          print(name, table.version(), table.to_pyarrow_table().num_rows, count,
                *{commit["userMetadata"] for commit in table.history()})
      """;

  @TempDir private Path folder;

  @Test
  void bootstrapIngestsTrainsScoresAndReportsAndALaterOneDoesNothingAgain() throws Exception {
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    try {
      Ended first = bootstrap(launcher, DAYS);
      assertThat(first.exitCode()).as(first.out() + first.error()).isZero();
      assertThat(first.out()).contains("Top topics of 2026-01-05");
      assertThat(folder.resolve("topics.html"))
          .content()
          .contains("Top 10 topics of 2026-01-05", "Questions of the top topics", "How to ")
          .contains("Drift of the model", "fits");
      LocalStackStatus status = LocalStackStatus.of(launcher);
      assertThat(first.error())
          .contains("published the pipelines")
          .contains("Copy Users: 300 rows, ", "Copy Posts: 300 rows, ")
          .contains("600 posts copied, 2 days counted");
      thePipelinesArchivedThePosts(status);
      assertThat(questionsByDay(status)).isEqualTo(new Expected().questionsByDay());
      boolean hasReaders = tablesHaveTheGeneratedRows(status);

      String runs = runs(launcher);
      assertThat(runs).contains("\"correlationId\":\"" + CORRELATION + "\"");
      String tables = file(status, "BI/tables.csv");
      Ended second = bootstrap(launcher, DAYS);
      assertThat(second.exitCode()).as(second.error()).isZero();
      assertThat(second.error())
          .contains("registered already", "published already", "copied already")
          .contains("ingested already", "counted already")
          .doesNotContain("pipeline copy");
      assertThat(runs(launcher)).isEqualTo(runs);
      assertThat(file(status, "BI/tables.csv")).isEqualTo(tables);
      aFailedActivityEndsTheCommandAndPublishesNothing(launcher, status);
      modelsAreListedPromotedAndRolledBack(launcher);
      aModelThatWasRolledBackIsShownAsSuch(launcher, status);
      aRunAndItsMaintenanceSucceed(launcher);
      List<String> waiting = repairedRowsAreReplayed(launcher, status);
      theReplayIsRolledBack(launcher, waiting);
      aRunOfADayIsRolledBackByItsId(launcher, status);
      anActiveRunPreventsARollback(launcher);
      assumeTrue(
          hasReaders,
          "Set QUARTERDECK_LAKE_PYTHON to a Python with adlfs, deltalake, duckdb, pyarrow");
    } finally {
      launcher.reset();
    }
  }

  private Ended bootstrap(Launcher launcher, List<LocalDate> days) throws Exception {
    return launcher.run(
        Map.of(EnvironmentVariables.CORRELATION_ID, CORRELATION),
        "bootstrap",
        "--systems",
        "lakehouse",
        "--first-day",
        days.get(0),
        "--days",
        days.size(),
        "--posts",
        POSTS,
        "--users",
        USERS,
        "--report",
        folder.resolve("topics.html"));
  }

  private static String runs(Launcher launcher) throws Exception {
    Ended runs = launcher.run("runs", "--systems", "lakehouse", "--json");
    assertThat(runs.exitCode()).as(runs.error()).isZero();
    return runs.out();
  }

  private static void thePipelinesArchivedThePosts(LocalStackStatus status) {
    assertThat(status.blobs("landing", "Posts_today/")).isEmpty();
    for (LocalDate day : DAYS) {
      assertThat(status.blobs("landing", "Archive/posts/" + day + "/"))
          .filteredOn(name -> name.endsWith(".parquet"))
          .isNotEmpty();
    }
  }

  /** The copy needs the password of the source, which is no longer valid. */
  private void aFailedActivityEndsTheCommandAndPublishesNothing(
      Launcher launcher, LocalStackStatus status) throws Exception {
    LocalDate monday = LocalDate.of(2026, 1, 12);
    execute(status, "alter role datafactory valid until '2020-01-01'");
    Ended failed = bootstrap(launcher, List.of(monday));
    execute(status, "alter role datafactory valid until 'infinity'");
    assertThat(failed.exitCode()).as(failed.out()).isEqualTo(1);
    assertThat(failed.error().lines())
        .last(STRING)
        .matches(
            "Cannot complete the pipeline copyOnceWeek of the data factory adf-\\S+: run"
                + " [0-9a-f-]{36} ended with Failed in the activity Count Users: .*password"
                + " authentication failed for user \"datafactory\"; expected Succeeded. Correct"
                + " the cause, then run this again.");
    assertThat(status.blobs("landing", "users/" + monday + "/")).isEmpty();
  }

  private static void execute(LocalStackStatus status, String sql) throws Exception {
    try (Connection connection = status.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The numbers that follow from the generated rows. */
  private static final class Expected {
    /** Returns the rows that are in silver: without shifted rows, and each id once. */
    private static List<List<String>> posts(LocalDate day) {
      GeneratedPosts posts = new GeneratedPosts(42, day);
      return LongStream.range(0, POSTS)
          .filter(row -> posts.fault(row) != PostFault.SHIFTED_COLUMNS)
          .filter(row -> posts.fault(row) != PostFault.DUPLICATE_ID)
          .mapToObj(posts::row)
          .toList();
    }

    private static String value(List<String> row, String column) {
      return row.get(GeneratedPosts.COLUMNS.indexOf(column));
    }

    private static List<List<String>> questions(LocalDate day) {
      return posts(day).stream().filter(row -> value(row, "post_type_id").equals("1")).toList();
    }

    Map<String, Long> questionsByDay() {
      Map<String, Long> questions = new TreeMap<>();
      DAYS.forEach(day -> questions.put(day.toString(), (long) questions(day).size()));
      return questions;
    }

    /** Returns the number of rows of tables. */
    Map<String, Long> rows() {
      Set<String> tags = new TreeSet<>();
      Set<String> owners = new TreeSet<>();
      long posts = 0;
      long shifted = 0;
      for (LocalDate day : DAYS) {
        GeneratedPosts generated = new GeneratedPosts(42, day);
        shifted +=
            LongStream.range(0, POSTS)
                .filter(row -> generated.fault(row) == PostFault.SHIFTED_COLUMNS)
                .count();
        posts += posts(day).size();
        posts(day).stream()
            .map(row -> value(row, "owner_user_id"))
            .filter(owner -> Long.parseLong(owner) <= USERS)
            .forEach(owners::add);
        questions(day).stream()
            .flatMap(row -> Stream.of(value(row, "tags").split("[<>]+", -1)))
            .filter(tag -> !tag.isEmpty())
            .forEach(tag -> tags.add(day + " " + tag));
      }
      return Map.of(
          "silver/stackoverflow-posts", posts,
          "quarantine/stackoverflow-posts", shifted,
          "silver/stackoverflow-users", (long) USERS,
          "silver/stackoverflow-post-types", (long) GeneratedPostTypes.rows().size(),
          "gold/users_activity", (long) owners.size(),
          "gold/questions_per_tag_and_day", (long) tags.size());
    }
  }

  private static Map<String, Long> questionsByDay(LocalStackStatus status) {
    Map<String, Long> questions = new TreeMap<>();
    file(status, "BI/topics_by_day.csv")
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(line -> questions.merge(line.get(0), Long.parseLong(line.get(2)), Long::sum));
    return questions;
  }

  private static void modelsAreListedPromotedAndRolledBack(Launcher launcher) throws Exception {
    Ended list = launcher.run("model", "list", "--json");
    assertThat(list.exitCode()).as(list.error()).isZero();
    assertThat(list.out()).containsOnlyOnce("\"current\"");
    assertThat(launcher.run("model", "log").out())
        .isEqualTo("The experiment /Shared/quarterdeck-lakehouse-local has all models: 0 new.");
    String version = list.out().replaceFirst(".*\"version\":\"([^\"]+)\".*", "$1");
    assertThat(launcher.run("model", "show", version).out()).contains("weighted F1");
    assertThat(launcher.run("model", "promote", version).out())
        .isEqualTo("The current model is " + version + ".");
    assertThat(launcher.run("model", "promote", "none").error())
        .startsWith("Cannot find the model none: found no model/none/model.json");
    assertThat(launcher.run("model", "rollback").error())
        .startsWith("Cannot roll back the model " + version + ": found no earlier model");
  }

  /** The other model is a copy of the description only; no job uses it. */
  private static void aModelThatWasRolledBackIsShownAsSuch(
      Launcher launcher, LocalStackStatus status) throws Exception {
    String version =
        new ObjectMapper().readTree(file(status, "model/manifest.json")).path("current").asText();
    ObjectNode card =
        (ObjectNode) new ObjectMapper().readTree(file(status, "model/" + version + "/model.json"));
    status
        .container("lake")
        .getBlobClient("model/other/model.json")
        .upload(BinaryData.fromString(card.put("version", "other").toString()), true);
    assertThat(states(launcher)).containsEntry("other", "not published");
    assertThat(launcher.run("model", "promote", "other").exitCode()).isZero();
    assertThat(states(launcher)).isEqualTo(Map.of("other", "current", version, "earlier"));
    assertThat(launcher.run("model", "rollback").out())
        .isEqualTo("The current model is " + version + ".");
    assertThat(states(launcher)).isEqualTo(Map.of("other", "rolled back", version, "current"));
  }

  private static Map<String, String> states(Launcher launcher) throws Exception {
    Map<String, String> states = new TreeMap<>();
    new ObjectMapper()
        .readTree(launcher.run("model", "list", "--json").out())
        .path("models")
        .forEach(model -> states.put(model.path("version").asText(), model.path("state").asText()));
    return states;
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

  /** Returns the rows that waited before. */
  private List<String> repairedRowsAreReplayed(Launcher launcher, LocalStackStatus status)
      throws Exception {
    List<String> waiting = waitingPosts(launcher);
    assertThat(waiting)
        .hasSize(new Expected().rows().get("quarantine/stackoverflow-posts").intValue());
    ObjectNode first = (ObjectNode) new ObjectMapper().readTree(waiting.get(0));
    assertThat(first.path("reason").asText()).isNotEmpty();
    ((ObjectNode) first.path("row"))
        .put("id", "990")
        .put("post_type_id", "1")
        .put("title", "Repaired")
        .put("body", "<p>x</p>")
        .put("tags", "<java>")
        .put("creation_date", "2026-01-05 10:00:00")
        .putNull("last_editor_user_id");
    Path file = Files.writeString(folder.resolve("repaired.jsonl"), first + "\n");
    Ended ended = launcher.run("replay", file, "--dataset", "stackoverflow-posts");
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(waitingPosts(launcher)).isEqualTo(waiting.subList(1, waiting.size()));

    Files.writeString(file, "{\"id\": \"none\", \"row\": {}}\n");
    Ended refused = launcher.run("replay", file, "--dataset", "stackoverflow-posts");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains("found the ids [none]; expected ids of quarantined rows that were not replayed");
    assertThat(status.blobs("lake", "repaired/stackoverflow-posts/")).hasSize(2);
    return waiting;
  }

  private static void theReplayIsRolledBack(Launcher launcher, List<String> waiting)
      throws Exception {
    JsonNode newest = rollbackList(launcher).path("runs").path(0);
    assertThat(newest.path("tables").findValuesAsText("table"))
        .containsExactly("quarantine/stackoverflow-posts", "silver/stackoverflow-posts");
    String replay = newest.path("run").asText();
    Ended refused = rollback(launcher, "--run", CORRELATION);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "Cannot roll back run %s: found later runs whose changes would be lost: %s; expected"
                    .formatted(CORRELATION, replay)
                + " none. They changed the same tables, or computed gold from them.");
    assertThat(waitingPosts(launcher)).hasSize(waiting.size() - 1);

    Ended ended = rollback(launcher, "--run", replay);
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.out())
        .startsWith("Rolled back run " + replay + ".")
        .contains("quarantine/stackoverflow-posts", "silver/stackoverflow-posts")
        .doesNotContain("gold/");
    assertThat(waitingPosts(launcher)).isEqualTo(waiting);
    Ended again = rollback(launcher, "--run", replay);
    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.out()).isEqualTo("Run " + replay + " is rolled back already.");
    assertThat(rollback(launcher, "--run", "none").error())
        .contains("Cannot roll back run none: found no version of a table that this run wrote");
  }

  /** The daily job writes the tables of gold again, with the same rows. */
  private static void aRunOfADayIsRolledBackByItsId(Launcher launcher, LocalStackStatus status)
      throws Exception {
    String result = file(status, "BI/ml_result.csv");
    String topics = file(status, "BI/topics_by_day.csv");
    Ended run =
        launcher.run("run", "--systems", "lakehouse", "--day", "2026-01-05", "--wait", "--json");
    assertThat(run.exitCode()).as(run.error()).isZero();
    String id = new ObjectMapper().readTree(run.out()).path("run").asText();
    JsonNode newest = rollbackList(launcher).path("runs").path(0);
    assertThat(newest.path("days").path(0).asText()).isEqualTo("2026-01-05");
    Ended ended = rollback(launcher, "--run", id, "--json");
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(new ObjectMapper().readTree(ended.out()).path("run")).isEqualTo(newest.path("run"));
    assertThat(file(status, "BI/ml_result.csv")).isEqualTo(result);
    assertThat(file(status, "BI/topics_by_day.csv")).isEqualTo(topics);
    assertThat(questionsByDay(status)).isEqualTo(new Expected().questionsByDay());
    assertThat(status.blobs("lake", "rollback/")).isEmpty();
    assertThat(rollbackList(launcher).path("runs").findValuesAsText("run"))
        .containsExactly(CORRELATION);
  }

  private static void anActiveRunPreventsARollback(Launcher launcher) throws Exception {
    Ended run = launcher.run("run", "--systems", "lakehouse", "--job", "maintenance", "--json");
    String id = new ObjectMapper().readTree(run.out()).path("run").asText();
    assertThat(rollback(launcher, "--run", CORRELATION).error())
        .contains(
            "Cannot roll back a run of the lakehouse: found the active run %s of the job"
                    .formatted(id)
                + " quarterdeck-lakehouse-maintenance; expected no active run.");
    Ended cancelled = launcher.run("cancel", id);
    assertThat(cancelled.exitCode()).as(cancelled.error()).isZero();
  }

  private static JsonNode rollbackList(Launcher launcher) throws Exception {
    Ended list = rollback(launcher, "--json");
    assertThat(list.exitCode()).as(list.error()).isZero();
    return new ObjectMapper().readTree(list.out());
  }

  private static Ended rollback(Launcher launcher, String... options) throws Exception {
    List<Object> words = new ArrayList<>(List.of("rollback", "--systems", "lakehouse"));
    words.addAll(List.of(options));
    return launcher.run(words.toArray());
  }

  private static List<String> waitingPosts(Launcher launcher) throws Exception {
    Ended ended = launcher.run("quarantine", "--dataset", "stackoverflow-posts");
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    return ended.out().lines().toList();
  }

  /**
   * Compares the tables with the generated rows: as the jobs report them, and as two readers see
   * them. Returns whether the readers are installed.
   */
  private static boolean tablesHaveTheGeneratedRows(LocalStackStatus status) throws Exception {
    Map<String, String> versions = new TreeMap<>();
    Map<String, Long> rows = new TreeMap<>();
    file(status, "BI/tables.csv")
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(
            line -> {
              versions.put(line.get(0), line.get(1));
              rows.put(line.get(0), Long.parseLong(line.get(2)));
            });
    assertThat(rows).containsAllEntriesOf(new Expected().rows());
    String python = Optional.ofNullable(System.getenv("QUARTERDECK_LAKE_PYTHON")).orElse("python3");
    boolean there =
        run(python, List.of("-c", "import adlfs, deltalake, duckdb, pyarrow")).exitCode() == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("adlfs, deltalake, duckdb and pyarrow for Python").isTrue();
    }
    if (!there) {
      return false;
    }
    List<String> arguments =
        new ArrayList<>(List.of("-c", READ, status.field("blob.connectionString")));
    arguments.addAll(rows.keySet());
    Ended read = run(python, arguments);
    assertThat(read.exitCode()).as(read.error()).isZero();
    List<String> expected = new ArrayList<>();
    rows.forEach(
        (table, count) ->
            expected.add(
                "%s %s %d %d %s".formatted(table, versions.get(table), count, count, CORRELATION)));
    assertThat(read.out().lines()).containsExactlyElementsOf(expected);
    return true;
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
