package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.google.gson.JsonObject;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.datafactory.FactoryPublication.Adoption;
import io.quarterdeck.azure.datafactory.FactoryPublication.Drift;
import io.quarterdeck.azure.datafactory.FactoryPublication.Mode;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.azure.datafactory.PipelineRuns.JobDisplay;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pipelines of the lakehouse on the emulator of Data Factory, with real bytes. */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class DataFactoryIT {
  private static final String MONDAY = "2026-01-05";
  private static final String TUESDAY = "2026-01-06";

  private static FactoryOnStack factory;

  @TempDir private Path folder;

  @BeforeAll
  static void create(SharedTestStack shared) throws SQLException {
    factory = FactoryOnStack.create(shared);
    factory.publish();
  }

  @BeforeEach
  void clear() {
    factory.clear();
    factory.publish();
  }

  @Test
  void onMondayTheTablesAndThenThePostsArePublishedAndThePostsAreArchived() throws Exception {
    byte[] posts = posts(7);
    deliver(posts);

    Finished finished = run("copyDay", MONDAY);

    assertThat(finished.activities())
        .containsExactly("Monday: Succeeded", "Weekly: Succeeded", "Daily: Succeeded");
    JsonObject users = factory.manifest("users", MONDAY);
    assertThat(users.get("rows").getAsInt()).isEqualTo(1000);
    assertThat(rows("users/" + MONDAY + "/" + users.get("run").getAsString()))
        .isEqualTo("1000 rows, 1000 names, first 2020-01-01 10:00:00");
    assertThat(factory.manifest("PostTypes", MONDAY).get("rows").getAsInt()).isEqualTo(2);
    JsonObject manifest = factory.manifest("posts", MONDAY);
    assertThat(manifest.get("rows").getAsInt()).isEqualTo(7);
    assertThat(manifest.get("files").getAsInt()).isEqualTo(1);
    String run = MONDAY + "/" + manifest.get("run").getAsString() + "/";
    assertThat(factory.files("posts/" + run)).containsExactly("posts/" + run + "part-0.parquet");
    List<String> archived = factory.files("Archive/posts/");
    assertThat(archived)
        .hasSize(2)
        .allMatch(name -> name.matches("Archive/posts/" + MONDAY + "/\\d{14}/[^/]+"))
        .anyMatch(name -> name.endsWith("/_SUCCESS"));
    assertThat(factory.landing().getBlobClient(archived.get(1)).downloadContent().toBytes())
        .isEqualTo(posts);
    assertThat(factory.files("Posts_today/")).isEmpty();
  }

  @Test
  void onOtherDaysOnlyThePostsAreCopiedAndTheCountsHaveTheNamesOfAzure() throws Exception {
    deliver(posts(3));

    Finished finished = run("copyDay", TUESDAY);

    assertThat(finished.activities()).containsExactly("Monday: Succeeded", "Daily: Succeeded");
    assertThat(factory.files("users/")).isEmpty();
    String daily =
        factory
            .activities(finished.runId())
            .get("Daily")
            .getAsJsonObject("output")
            .get("pipelineRunId")
            .getAsString();
    JsonObject output = factory.activities(daily).get("Copy Posts").getAsJsonObject("output");
    assertThat(output.get("rowsRead").getAsInt()).isEqualTo(3);
    assertThat(output.get("rowsCopied").getAsInt()).isEqualTo(3);
    assertThat(output.get("filesRead").getAsInt()).isEqualTo(1);
    assertThat(output.get("filesWritten").getAsInt()).isEqualTo(1);
    assertThat(output.get("dataRead").getAsLong()).isPositive();
    assertThat(output.get("dataWritten").getAsLong()).isPositive();
  }

  @Test
  void aMissingDayIsReportedAndNothingIsPublished() throws Exception {
    factory.upload("Posts_today/part-0.parquet", posts(3));

    Finished finished = run("copyPostsEveryday", TUESDAY);

    assertThat(finished.status()).isEqualTo("Failed");
    assertThat(finished.message())
        .endsWith(
            "Posts_today has no complete files for 2026-01-06: found no _SUCCESS. Nothing was"
                + " published. Run the pipeline again when the files have arrived.");
    assertThat(factory.files("posts/")).isEmpty();
    assertThat(factory.files("Posts_today/")).containsExactly("Posts_today/part-0.parquet");
    assertThatThrownBy(
            () -> factory.runs().awaitSuccess(finished.runId(), JobDisplay.NONE, Progress.silent()))
        .hasMessage(
            "Cannot complete the pipeline copyPostsEveryday of the data factory %s: run %s ended"
                + " with Failed in the activity No posts: Posts_today has no complete files for"
                + " 2026-01-06: found no _SUCCESS. Nothing was published. Run the pipeline again"
                + " when the files have arrived; expected Succeeded. Correct the cause, then run"
                + " this again.",
            factory.client().name(), finished.runId());
  }

  @Test
  void aFileThatWasNotCopiedStopsThePublication() throws Exception {
    deliver(posts(3));
    factory.upload("Posts_today/notes.txt", "not a post".getBytes(StandardCharsets.UTF_8));

    Finished finished = run("copyPostsEveryday", TUESDAY);

    assertThat(finished.status()).isEqualTo("Failed");
    assertThat(finished.message())
        .contains("Posts_today has 3 files, of which 1 Parquet files were read");
    assertThat(factory.files("posts/" + TUESDAY + "/manifest.json")).isEmpty();
    assertThat(factory.files("Posts_today/")).hasSize(3);
  }

  @Test
  void aFileThatChangesAfterTheMarkStopsThePublicationUntilTheSourceDeliversAgain()
      throws Exception {
    deliver(posts(3));
    factory.awaitLaterThanTheMark();
    factory.upload("Posts_today/part-0.parquet", posts(5));

    Finished refused = run("copyPostsEveryday", TUESDAY);

    assertThat(refused.status()).isEqualTo("Failed");
    assertThat(refused.message())
        .endsWith(
            "Posts_today changed after its _SUCCESS: 1 files of 2026-01-06 are newer. Nothing was"
                + " published. Run the pipeline again when the source has written its files and"
                + " then _SUCCESS.");
    assertThat(factory.files("posts/")).isEmpty();
    assertThat(factory.files("Archive/")).isEmpty();
    assertThat(factory.files("Posts_today/")).hasSize(2);

    deliver(posts(5));
    assertThat(run("copyPostsEveryday", TUESDAY).isSuccess()).isTrue();
    assertThat(factory.manifest("posts", TUESDAY).get("rows").getAsInt()).isEqualTo(5);
    assertThat(factory.files("Archive/posts/")).hasSize(2);
    assertThat(factory.files("Posts_today/")).isEmpty();
  }

  /** Takes two minutes, because the lookup has two retries after a minute each. */
  @Tag("nightly")
  @Test
  void anUnavailableSourceKeepsTheManifestOfTheEarlierRun() throws Exception {
    run("copyOnceWeek", MONDAY);
    JsonObject before = factory.manifest("users", MONDAY);
    JsonObject service =
        factory.send(
            HttpMethod.GET, factory.id() + "/linkedservices/PostgreSql" + FactoryOnStack.API, "");
    service
        .getAsJsonObject("properties")
        .getAsJsonObject("typeProperties")
        .addProperty("port", Ports.free());
    factory.send(
        HttpMethod.PUT,
        factory.id() + "/linkedservices/PostgreSql" + FactoryOnStack.API,
        service.toString());

    Finished failed = run("copyOnceWeek", MONDAY);

    assertThat(failed.status()).isEqualTo("Failed");
    assertThat(failed.message()).contains("Operation on target Count Users failed", "refused");
    assertThat(factory.manifest("users", MONDAY)).isEqualTo(before);
    factory.publish();
    assertThat(run("copyOnceWeek", MONDAY).isSuccess()).isTrue();
    assertThat(factory.manifest("users", MONDAY)).isNotEqualTo(before);
  }

  @Test
  void differentCountsKeepTheManifestOfTheEarlierRunAndAnotherRunSucceeds() throws Exception {
    run("copyOnceWeek", MONDAY);
    JsonObject before = factory.manifest("users", MONDAY);
    // Each query of this view returns another number of rows.
    factory.sql(
        "create sequence raw_st.more",
        "grant usage on sequence raw_st.more to datafactory",
        "alter table raw_st.PostTypes rename to kept",
        "create view raw_st.PostTypes as select id, type from raw_st.kept union all"
            + " select 9, 'More' from generate_series(1, (select nextval('raw_st.more')))",
        "grant select on raw_st.PostTypes to datafactory");
    try {
      Finished finished = run("copyOnceWeek", MONDAY);
      assertThat(finished.status()).isEqualTo("Failed");
      assertThat(finished.message())
          .contains("PostTypes has 3 rows, 4 were copied. Nothing was published.");
      assertThat(factory.manifest("users", MONDAY)).isEqualTo(before);
    } finally {
      factory.sql(
          "drop view raw_st.PostTypes",
          "drop sequence raw_st.more",
          "alter table raw_st.kept rename to PostTypes");
    }
    assertThat(run("copyOnceWeek", MONDAY).isSuccess()).isTrue();
    assertThat(factory.manifest("users", MONDAY)).isNotEqualTo(before);
  }

  @Test
  void aCancelledRunEndsItsActivityAndPublishesNothing() throws Exception {
    String url = sourceUrl();
    try (Connection lock =
            DriverManager.getConnection(
                url, LocalPostgres.USER, factory.stack().stack().start().postgresPassword());
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("lock table raw_st.PostTypes in access exclusive mode");
      String id = factory.runs().start("copyOnceWeek", Map.of("day", MONDAY));
      assertThat(
              Polling.await(
                  "wait for the lookup",
                  30,
                  () -> factory.activities(id).containsKey("Count PostTypes")))
          .isTrue();
      Map<String, String> parameters = Map.of("day", MONDAY);
      assertThat(factory.runs().active("copyOnceWeek", parameters)).contains(id);
      assertThat(factory.runs().active("copyOnceWeek", Map.of("day", TUESDAY))).isEmpty();
      factory.runs().cancel(id);
      Finished finished = factory.runs().follow(id, JobDisplay.NONE, Progress.silent());
      assertThat(finished.status()).isEqualTo("Cancelled");
      assertThat(finished.activities()).endsWith("Count PostTypes: Cancelled");
      assertThat(factory.runs().active("copyOnceWeek", parameters)).isEmpty();
    }
    assertThat(factory.files("users/" + MONDAY + "/manifest.json")).isEmpty();
  }

  /** Takes two minutes, because the lookup has two retries after a minute each. */
  @Tag("nightly")
  @Test
  void aRerunFromTheFailureRepeatsOnlyWhatDidNotSucceed() throws Exception {
    factory.sql("alter table raw_st.PostTypes rename to hidden");
    Finished failed;
    try {
      failed = run("copyOnceWeek", MONDAY);
    } finally {
      factory.sql("alter table raw_st.hidden rename to PostTypes");
    }
    assertThat(failed.status()).isEqualTo("Failed");
    assertThat(failed.message()).contains("relation \"raw_st.posttypes\" does not exist");

    String id =
        factory
            .send(
                HttpMethod.POST,
                factory.id()
                    + "/pipelines/copyOnceWeek/createRun"
                    + FactoryOnStack.API
                    + "&isRecovery=true&startFromFailure=true&referencePipelineRunId="
                    + failed.runId(),
                "")
            .get("runId")
            .getAsString();
    Finished finished = factory.runs().follow(id, JobDisplay.NONE, Progress.silent());

    assertThat(finished.isSuccess()).as(finished.message()).isTrue();
    assertThat(finished.activities())
        .startsWith("Count PostTypes: Succeeded")
        .doesNotContain("Copy Users: Succeeded");
    JsonObject run =
        factory.send(HttpMethod.GET, factory.id() + "/pipelineruns/" + id + FactoryOnStack.API, "");
    assertThat(run.get("runGroupId").getAsString()).isEqualTo(failed.runId());
    // The users were copied by the failed run, to the folder with its id.
    JsonObject users = factory.manifest("users", MONDAY);
    assertThat(users.get("run").getAsString()).isEqualTo(failed.runId());
    assertThat(rows("users/" + MONDAY + "/" + users.get("run").getAsString()))
        .startsWith("1000 rows");
    assertThat(factory.manifest("PostTypes", MONDAY).get("run").getAsString()).isEqualTo(id);
  }

  @Test
  void aReaderFindsTheApplicationIdOfTheFactory() throws IOException {
    String path =
        factory.id()
            + "/providers/Microsoft.ManagedIdentity/identities/default?api-version=2024-11-30";
    JsonObject identity = factory.send(HttpMethod.GET, path, "").getAsJsonObject("properties");
    JsonObject own =
        factory
            .send(HttpMethod.GET, factory.id() + FactoryOnStack.API, "")
            .getAsJsonObject("identity");
    assertThat(identity.get("principalId")).isEqualTo(own.get("principalId"));
    assertThat(identity.get("clientId").getAsString())
        .matches("[0-9a-f-]{36}")
        .isNotEqualTo(own.get("principalId").getAsString());
    assertThat(
            FactoryOnStack.answer(
                    owner(), HttpMethod.GET, path.replace("2024-11-30", "2015-01-01"), "")
                .status())
        .isEqualTo(400);
  }

  @Test
  void anUnknownActivityIsRefusedByName() {
    FactoryOnStack.Answered answered =
        put(
            owner(),
            "pipelines/other",
            """
            {"properties":{"activities":[{"name":"Stop","type":"Wait","typeProperties":{"waitTimeInSeconds":1}}]}}\
            """);
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.text())
        .contains(
            "properties.activities[0].type: found \\\"Wait\\\"; expected one of Copy,"
                + " DatabricksJob");
  }

  @Test
  void aPropertyThatTheEmulatorWouldIgnoreIsRefusedByName() {
    FactoryOnStack.Answered answered =
        put(
            owner(),
            "datasets/other",
            """
            {"properties":{"type":"Parquet","linkedServiceName":{"type":"LinkedServiceReference","referenceName":"Lake"},"typeProperties":{"location":{"type":"AzureBlobStorageLocation"},"compressionCodec":"gzip"}}}\
            """);
    assertThat(answered.text())
        .contains("The local stack does not support the value \\\"gzip\\\" of the property");
  }

  @Test
  void aCallerWithoutARoleCannotPublishOrRun() throws IOException {
    AzureAccess preview =
        AccessVariables.read(
            new LocalPlatform(factory.stack().stack().folders()).access("preview"));
    assertThat(put(preview, "pipelines/copyDay", "{\"properties\":{}}").text())
        .contains("AuthorizationFailed", "Microsoft.DataFactory/factories/pipelines/write");
    assertThat(
            FactoryOnStack.answer(
                    preview,
                    HttpMethod.POST,
                    factory.id() + "/pipelines/copyDay/createRun" + FactoryOnStack.API,
                    "{}")
                .text())
        .contains("Microsoft.DataFactory/factories/pipelines/createRun/action");
  }

  @Test
  void aSecondPublicationChangesNothingAndManualEditsAreFound() {
    assertThat(factory.publish()).isEmpty();
    JsonObject pipeline =
        factory.send(HttpMethod.GET, factory.id() + "/pipelines/copyDay" + FactoryOnStack.API, "");
    pipeline.getAsJsonObject("properties").addProperty("concurrency", 5);
    factory.send(
        HttpMethod.PUT,
        factory.id() + "/pipelines/copyDay" + FactoryOnStack.API,
        pipeline.toString());

    assertThat(factory.publish(Adoption.REFUSE, Drift.KEEP, Mode.APPLY))
        .containsExactly(
            "  pipeline copyDay: kept as edited by hand",
            "    ~ concurrency: \"5\" → \"1\"  (edited by hand)");
    assertThat(factory.publish())
        .containsExactly(
            "~ pipeline copyDay", "    ~ concurrency: \"5\" → \"1\"  (edited by hand)");
    assertThat(factory.publish()).isEmpty();
  }

  @Test
  void anArtefactOfAnotherToolIsRefusedUntilItIsAdopted() {
    JsonObject pipeline =
        factory.send(HttpMethod.GET, factory.id() + "/pipelines/copyDay" + FactoryOnStack.API, "");
    pipeline.getAsJsonObject("properties").remove("annotations");
    factory.send(
        HttpMethod.PUT,
        factory.id() + "/pipelines/copyDay" + FactoryOnStack.API,
        pipeline.toString());

    assertThatThrownBy(() -> factory.publish())
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot publish the pipeline copyDay to the data factory adf-test-")
        .hasMessageEndingWith("or take it over with register --adopt.");
    assertThat(factory.publish(Adoption.ADOPT, Drift.REVERT, Mode.APPLY))
        .contains("~ pipeline copyDay");
  }

  private static AzureAccess owner() {
    return factory.stack().site().access();
  }

  private static FactoryOnStack.Answered put(AzureAccess access, String path, String body) {
    return FactoryOnStack.answer(
        access, HttpMethod.PUT, factory.id() + "/" + path + FactoryOnStack.API, body);
  }

  private static Finished run(String pipeline, String day) throws InterruptedException {
    return factory
        .runs()
        .follow(
            factory.runs().start(pipeline, Map.of("day", day)), JobDisplay.NONE, Progress.silent());
  }

  private static void deliver(byte[] posts) {
    factory.deliver(posts);
  }

  private static String sourceUrl() {
    var server = factory.stack().site().outputs().postgres();
    return "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database());
  }

  private byte[] posts(int rows) throws SQLException, IOException {
    return FactoryOnStack.posts(folder, rows);
  }

  /** Reads the files of a folder with DuckDB. */
  private String rows(String path) throws SQLException, IOException {
    List<String> files = factory.files(path + "/");
    assertThat(files).hasSize(1);
    Path file = folder.resolve("read.parquet");
    Files.write(file, factory.landing().getBlobClient(files.get(0)).downloadContent().toBytes());
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select count(*), count(distinct display_name), min(creation_date) from '"
                    + file
                    + "'")) {
      found.next();
      return "%d rows, %d names, first %s"
          .formatted(
              found.getLong(1),
              found.getLong(2),
              found.getObject(3).toString().replace(".0", "").replace('T', ' '));
    }
  }
}
