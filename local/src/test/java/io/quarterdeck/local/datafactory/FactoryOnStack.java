package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.datafactory.ArtefactFolder;
import io.quarterdeck.azure.datafactory.FactoryClient;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.datafactory.FactoryPublication.Adoption;
import io.quarterdeck.azure.datafactory.FactoryPublication.Drift;
import io.quarterdeck.azure.datafactory.FactoryPublication.Mode;
import io.quarterdeck.azure.datafactory.FactoryValues;
import io.quarterdeck.azure.datafactory.PipelineRuns;
import io.quarterdeck.azure.datafactory.PublishedRecords;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data factory on the shared stack, with the rights that the system lakehouse grants, and a
 * source database.
 *
 * @param stack the stack
 * @param id the resource id of the factory
 */
record FactoryOnStack(SharedTestStack stack, String id, Map<String, String> stored)
    implements PublishedRecords.Files {
  static final String API = "?api-version=2018-06-01";
  private static final String BLOB_DATA_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String PASSWORD = "Source-password-1";

  /** Creates a factory with a new name, and its source. */
  static FactoryOnStack create(SharedTestStack stack) throws SQLException {
    OutputValues outputs = stack.site().outputs();
    String id =
        outputs.resourceGroupId()
            + "/providers/Microsoft.DataFactory/factories/adf-test-"
            + UUID.randomUUID().toString().substring(0, 8);
    FactoryOnStack factory = new FactoryOnStack(stack, id, new ConcurrentHashMap<>());
    JsonObject created =
        factory.send(
            HttpMethod.PUT,
            id + API,
            "{\"location\":\""
                + outputs.location()
                + "\",\"identity\":{\"type\":\"SystemAssigned\"}}");
    String principal = created.getAsJsonObject("identity").get("principalId").getAsString();
    new VaultSecrets(outputs.keyVault(), stack.site().access())
        .client()
        .setSecret("source-postgres-password", PASSWORD);
    factory.assign(
        outputs.storageAccountId() + "/blobServices/default/containers/landing",
        principal,
        BLOB_DATA_CONTRIBUTOR);
    factory.assign(outputs.keyVault().id(), principal, SECRETS_USER);
    factory.source();
    return factory;
  }

  private void assign(String scope, String principal, String role) {
    OutputValues outputs = stack.site().outputs();
    send(
        HttpMethod.PUT,
        scope
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID()
            + "?api-version=2022-04-01",
        """
        {"properties":{"principalId":"%s","principalType":"ServicePrincipal","roleDefinitionId":"/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"}}\
        """
            .formatted(principal, outputs.subscriptionId(), role));
  }

  /** Creates the tables of the source, and the role that reads them. */
  private void source() throws SQLException {
    sql(
        "drop schema if exists raw_st cascade",
        "create schema raw_st",
        "do $$ begin if not exists (select from pg_roles where rolname = 'datafactory') then"
            + " create role datafactory login; end if; end $$",
        "alter role datafactory password '" + PASSWORD + "'",
        "create table raw_st.Users (id bigint, age int, creation_date timestamp, display_name text,"
            + " down_votes int, email_hash text, location text, reputation int, up_votes int,"
            + " views int, website_url text, account_id bigint)",
        "insert into raw_st.Users select n, null, timestamp '2020-01-01 10:00:00', 'user ' || n,"
            + " 0, null, 'NULL', n, 1, 2, null, n from generate_series(1, 1000) n",
        "create table raw_st.PostTypes (id int, type text)",
        "insert into raw_st.PostTypes values (1, 'Question'), (2, 'Answer')",
        "grant usage on schema raw_st to datafactory",
        "grant select on all tables in schema raw_st to datafactory");
  }

  void sql(String... statements) throws SQLException {
    LocalSettings settings = stack.stack().start();
    OutputValues.Postgres server = stack.site().outputs().postgres();
    String url =
        "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database());
    try (Connection connection =
            DriverManager.getConnection(url, LocalPostgres.USER, settings.postgresPassword());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  FactoryClient client() {
    return new FactoryClient(stack.site().access(), id);
  }

  PipelineRuns runs() {
    return new PipelineRuns(
        client(),
        new Backoff(Duration.ofMillis(200), Duration.ofMillis(200)),
        Duration.ofMinutes(5));
  }

  FactoryValues values() {
    OutputValues outputs = stack.site().outputs();
    return FactoryValues.of(outputs, outputs.resourceGroupId() + "/workspace", job -> "");
  }

  List<String> publish(Adoption adoption, Drift drift, Mode mode) {
    return publication(adoption, drift)
        .run(ArtefactFolder.of(Path.of(".."), PlatformSystemName.LAKEHOUSE).read(values()), mode);
  }

  private FactoryPublication publication(Adoption adoption, Drift drift) {
    return new FactoryPublication(
        client(), new PublishedRecords(this), adoption, drift, Progress.silent());
  }

  /** Publishes the artefacts of another folder, which copy the files of a web server. */
  List<String> publish(ArtefactFolder folder, URI server) {
    return publication(Adoption.REFUSE, Drift.REVERT)
        .run(
            folder.read(FactoryValues.ofFiles(stack.site().outputs(), Optional.of(server))),
            Mode.APPLY);
  }

  List<String> publish() {
    return publish(Adoption.REFUSE, Drift.REVERT, Mode.APPLY);
  }

  @Override
  public Optional<String> read(String name) {
    return Optional.ofNullable(stored.get(name));
  }

  @Override
  public void write(String name, String text) {
    stored.put(name, text);
  }

  BlobContainerClient landing() {
    return AzureStack.of(stack.site())
        .blob()
        .clients()
        .get()
        .buildClient()
        .getBlobContainerClient("landing");
  }

  void upload(String path, byte[] bytes) {
    landing().getBlobClient(path).upload(BinaryData.fromBytes(bytes), true);
  }

  /** Returns a Parquet file with posts, which DuckDB writes. */
  static byte[] posts(Path folder, int rows) throws SQLException, IOException {
    Path file = folder.resolve("posts.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "copy (select cast(range as varchar) as id, 'title' as title from range(%d)) to '%s' (format parquet)"
              .formatted(rows, file));
    }
    return Files.readAllBytes(file);
  }

  /** Returns the number of rows of a Parquet file, which DuckDB reads. */
  static int rows(Path folder, byte[] parquet) throws SQLException, IOException {
    Path file = Files.write(folder.resolve("counted.parquet"), parquet);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from '" + file + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Puts the posts of a day where the pipeline finds them, as the source does. */
  void deliver(byte[] posts) {
    upload("Posts_today/part-0.parquet", posts);
    upload("Posts_today/_SUCCESS", new byte[0]);
  }

  /**
   * Makes the next change of a file later than the mark of the delivery. The times of files have
   * seconds.
   */
  void awaitLaterThanTheMark() {
    Instant mark =
        landing()
            .getBlobClient("Posts_today/_SUCCESS")
            .getProperties()
            .getLastModified()
            .toInstant();
    assertThat(
            Polling.await(
                "wait for a later second", 60, () -> Instant.now().isAfter(mark.plusSeconds(1))))
        .isTrue();
  }

  /** Returns the names of the files below a folder. */
  List<String> files(String folder) {
    List<String> names = new ArrayList<>();
    landing()
        .listBlobs(new ListBlobsOptions().setPrefix(folder), null)
        .forEach(blob -> names.add(blob.getName()));
    return names;
  }

  void clear() {
    for (String folder : List.of("Posts_today/", "posts/", "users/", "PostTypes/", "Archive/")) {
      files(folder).forEach(name -> landing().getBlobClient(name).deleteIfExists());
    }
  }

  JsonObject manifest(String folder, String day) {
    return JsonParser.parseString(
            landing()
                .getBlobClient(folder + "/" + day + "/manifest.json")
                .downloadContent()
                .toString())
        .getAsJsonObject();
  }

  /** Returns the activity runs of a run by their names; the last one of each name. */
  Map<String, JsonObject> activities(String runId) {
    Map<String, JsonObject> activities = new ConcurrentHashMap<>();
    for (JsonElement each :
        send(
                HttpMethod.POST,
                id + "/pipelineruns/" + runId + "/queryActivityruns" + API,
                "{\"lastUpdatedAfter\":\"2020-01-01T00:00:00Z\",\"lastUpdatedBefore\":\"2099-01-01T00:00:00Z\"}")
            .getAsJsonArray("value")) {
      activities.put(
          each.getAsJsonObject().get("activityName").getAsString(), each.getAsJsonObject());
    }
    return activities;
  }

  /** Sends a request as the owner of the subscription. Fails on an error. */
  JsonObject send(HttpMethod method, String path, String body) {
    Answered answered = answer(stack.site().access(), method, path, body);
    if (answered.status() >= 400) {
      throw new IllegalStateException(answered.status() + " " + answered.text());
    }
    return answered.text().isBlank()
        ? new JsonObject()
        : JsonParser.parseString(answered.text()).getAsJsonObject();
  }

  /** An answer of Resource Manager. */
  record Answered(int status, String text) {}

  static Answered answer(AzureAccess access, HttpMethod method, String path, String body) {
    HttpRequest request =
        new HttpRequest(method, access.resourceManager() + path)
            .setHeader(
                HttpHeaderName.AUTHORIZATION,
                "Bearer " + access.token(Scopes.resourceManager(access.resourceManager())));
    if (!body.isEmpty()) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body);
    }
    try (HttpResponse response = access.http().sendSync(request, Context.NONE)) {
      return new Answered(response.getStatusCode(), response.getBodyAsBinaryData().toString());
    }
  }
}
