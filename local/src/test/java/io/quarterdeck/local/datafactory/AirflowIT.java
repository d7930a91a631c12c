package io.quarterdeck.local.datafactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.http.HttpMethod;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.airflow.AirflowEnvironment;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real Airflow with the DAG of the lakehouse against the emulator of Data Factory. Neither
 * Airflow nor its provider nor Azure's library is patched: they reach the emulator through the
 * variables that {@link AirflowEnvironment} sets.
 */
@Tag("nightly")
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class AirflowIT {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 1, 4);
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  /** The day of the killed task: another Monday, of which no other test has runs. */
  private static final LocalDate KILLED = LocalDate.of(2026, 2, 2);

  private static final String DAG = "quarterdeck_lakehouse";

  /** Generous, because a busy machine starts the processes of Airflow slowly. */
  private static final int LIMIT_SECONDS = 900;

  /** The operator of the provider, without the changes of the DAG. */
  private static final String OWN_OPERATOR =
      """
      import json, os
      from datetime import datetime
      from airflow.providers.microsoft.azure.operators.data_factory import AzureDataFactoryRunPipelineOperator
      from airflow.sdk import DAG
      outputs = json.load(open(os.environ["QUARTERDECK_OUTPUTS"]))
      with DAG("own_operator", schedule=None, start_date=datetime(2026, 1, 1)):
          AzureDataFactoryRunPipelineOperator(
              task_id="copy", azure_data_factory_conn_id="azure_data_factory_default", pipeline_name="copyOnceWeek",
              resource_group_name=outputs["resourceGroup"], factory_name=outputs["dataFactory"],
              parameters={"day": "{{ ds }}"}, check_interval=1)
      """;

  private static FactoryOnStack factory;
  private static String python;

  @TempDir private Path folder;
  private TestMailbox mailbox;

  @BeforeAll
  static void create(SharedTestStack shared) throws Exception {
    python = Optional.ofNullable(System.getenv("QUARTERDECK_AIRFLOW_PYTHON")).orElse("python3");
    boolean exists =
        new ProcessBuilder(python, "-c", "import airflow.providers.microsoft.azure")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
    String advice =
        "Airflow is missing: python3 -m pip install --requirement"
            + " lakehouse/airflow/requirements.txt, or set QUARTERDECK_AIRFLOW_PYTHON to a Python"
            + " that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(exists).as(advice).isTrue();
    }
    assumeTrue(exists, advice);
    factory = FactoryOnStack.create(shared);
    factory.publish();
  }

  @BeforeEach
  void clear() throws IOException {
    factory.clear();
    mailbox = TestMailbox.start();
  }

  @AfterEach
  void close() throws IOException {
    mailbox.close();
  }

  @Test
  void eachOfEightDaysIsCopiedAndTheMondayHasTheTablesToo() throws Exception {
    TestAirflow airflow = airflow(SUNDAY);
    assertThat(airflow.run("db", "migrate").exitCode()).isZero();
    for (int day = 0; day < 8; day++) {
      factory.deliver(FactoryOnStack.posts(folder, 10 + day));
      TestAirflow.Ended ended = airflow.run("dags", "test", DAG, SUNDAY.plusDays(day) + "T06:00");
      assertThat(ended.exitCode()).as(ended.text()).isZero();
    }
    for (int day = 0; day < 8; day++) {
      JsonObject posts = factory.manifest("posts", SUNDAY.plusDays(day).toString());
      assertThat(posts.get("rows").getAsInt()).isEqualTo(10 + day);
    }
    assertThat(factory.files("users/"))
        .filteredOn(name -> name.endsWith("manifest.json"))
        .containsExactly("users/" + MONDAY + "/manifest.json");
    assertThat(factory.files("Posts_today/")).isEmpty();
    assertThat(runs("copyPostsEveryday", SUNDAY.plusDays(7))).hasSize(1);
    assertThat(mailbox.messages()).isEmpty();
  }

  @Test
  void theOperatorOfTheProviderRunsAPipeline() throws Exception {
    TestAirflow airflow = airflow(SUNDAY);
    Files.writeString(folder.resolve("airflow/dags/own_operator.py"), OWN_OPERATOR);
    assertThat(airflow.run("db", "migrate").exitCode()).isZero();
    TestAirflow.Ended ended = airflow.run("dags", "test", "own_operator", "2026-01-12T06:00");
    assertThat(ended.exitCode()).as(ended.text()).isZero();
    assertThat(factory.manifest("users", "2026-01-12").get("rows").getAsInt()).isEqualTo(1000);
  }

  /** The scheduler catches up the two newest days, and a backfill runs the newest one again. */
  @Test
  void theSchedulerCatchesUpTwoDaysAndABackfillRunsADayAgain() throws Exception {
    LocalDate newest = LocalDateTime.now(ZoneOffset.UTC).minusHours(6).toLocalDate();
    TestAirflow airflow = airflow(newest.minusDays(1));
    factory.deliver(FactoryOnStack.posts(folder, 4));
    Process standalone = airflow.start();
    try {
      await("the first day", airflow, () -> factory.files("Posts_today/").isEmpty());
      factory.deliver(FactoryOnStack.posts(folder, 5));
      await("the second day", airflow, () -> states(airflow, newest).contains("success"));
      assertThat(states(airflow, newest.minusDays(1))).containsExactly("success");
      assertThat(rows(newest.minusDays(1))).isEqualTo(4);
      assertThat(rows(newest)).isEqualTo(5);
      aBackfillRunsADayAgain(airflow, newest);
      assertThat(mailbox.messages()).isEmpty();
    } finally {
      TestAirflow.stop(standalone);
    }
  }

  /**
   * A person starts the DAG, which has no schedule. A task is killed while its pipeline runs, and
   * the posts of this day are missing.
   */
  @Test
  void aRetryWaitsForTheRunOfAKilledTryAndAFailureIsMailed() throws Exception {
    TestAirflow airflow = airflow(KILLED, "dataFactory");
    Process standalone = airflow.start();
    try {
      await("the DAG", airflow, () -> exists(airflow));
      aRetryWaitsForTheRunOfTheKilledTry(airflow, standalone);
      await("the failure", airflow, () -> states(airflow, KILLED).contains("failed"));
      assertThat(runs("copyOnceWeek", KILLED)).containsExactly("Succeeded");
      assertThat(runs("copyPostsEveryday", KILLED)).containsExactly("Failed", "Failed");
      await("the mail", airflow, () -> !mailbox.messages().isEmpty());
      assertThat(mailbox.messages()).hasSize(1);
      assertThat(mailbox.messages().get(0))
          .contains("Subject: Quarterdeck: daily of 2026-02-02 failed", "To: crew@example.com");
    } finally {
      TestAirflow.stop(standalone);
    }
  }

  private void aBackfillRunsADayAgain(TestAirflow airflow, LocalDate day) throws Exception {
    factory.deliver(FactoryOnStack.posts(folder, 6));
    TestAirflow.Ended created =
        airflow.run(
            "backfill",
            "create",
            "--dag-id",
            DAG,
            "--from-date",
            day.toString(),
            "--to-date",
            day + "T23:59",
            "--reprocess-behavior",
            "completed");
    assertThat(created.exitCode()).as(created.text()).isZero();
    await("the backfill", airflow, () -> rows(day) == 6);
    await("its end", airflow, () -> states(airflow, day).equals(List.of("success")));
  }

  private static int rows(LocalDate day) {
    return factory.manifest("posts", day.toString()).get("rows").getAsInt();
  }

  private void aRetryWaitsForTheRunOfTheKilledTry(TestAirflow airflow, Process standalone)
      throws SQLException {
    try (Connection lock = source();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("lock table raw_st.PostTypes in access exclusive mode");
      airflow.post("dags/" + DAG + "/dagRuns", "{\"logical_date\":\"" + KILLED + "T06:00:00Z\"}");
      await("the pipeline", airflow, () -> runs("copyOnceWeek", KILLED).contains("InProgress"));
      TestAirflow.task(standalone).orElseThrow().destroyForcibly();
      await("the second try", airflow, () -> tries(airflow, "weekly") == 2);
      assertThat(runs("copyOnceWeek", KILLED)).containsExactly("InProgress");
    }
  }

  private static Connection source() throws SQLException {
    OutputValues.Postgres server = factory.stack().site().outputs().postgres();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), server.database()),
        LocalPostgres.USER,
        factory.stack().stack().start().postgresPassword());
  }

  /** Returns the states of the DAG's runs for a day. */
  private static List<String> states(TestAirflow airflow, LocalDate day) {
    List<String> states = new ArrayList<>();
    for (JsonElement run : list(airflow, "dags/" + DAG + "/dagRuns", "dag_runs")) {
      if (run.getAsJsonObject().get("logical_date").getAsString().startsWith(day.toString())) {
        states.add(run.getAsJsonObject().get("state").getAsString());
      }
    }
    return states;
  }

  /** Returns the number of the running try of a task of the run; 0 if it does not run. */
  private static int tries(TestAirflow airflow, String task) {
    for (JsonElement run :
        list(airflow, "dags/" + DAG + "/dagRuns/~/taskInstances", "task_instances")) {
      JsonObject instance = run.getAsJsonObject();
      if (instance.get("task_id").getAsString().equals(task)
          && instance.get("logical_date").getAsString().startsWith(KILLED.toString())
          && instance.get("state").toString().equals("\"running\"")) {
        return instance.get("try_number").getAsInt();
      }
    }
    return 0;
  }

  private static List<JsonElement> list(TestAirflow airflow, String path, String field) {
    return airflow.get(path).map(answer -> answer.getAsJsonArray(field).asList()).orElse(List.of());
  }

  private static void await(String what, TestAirflow airflow, BooleanSupplier condition) {
    assertThat(Polling.await("wait for " + what, LIMIT_SECONDS, condition))
        .as(() -> what + ": " + log(airflow))
        .isTrue();
  }

  private static String log(TestAirflow airflow) {
    try {
      return Files.readString(airflow.logs().resolve("standalone.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Returns the states of the runs of a pipeline for a day. */
  private static List<String> runs(String pipeline, LocalDate day) {
    JsonObject answer =
        factory.send(
            HttpMethod.POST,
            factory.id() + "/queryPipelineRuns" + FactoryOnStack.API,
            "{\"lastUpdatedAfter\":\"2020-01-01T00:00:00Z\",\"lastUpdatedBefore\":\"2099-01-01T00:00:00Z\","
                + "\"filters\":[{\"operand\":\"PipelineName\",\"operator\":\"Equals\",\"values\":[\""
                + pipeline
                + "\"]}]}");
    List<String> states = new ArrayList<>();
    for (JsonElement each : answer.getAsJsonArray("value")) {
      JsonObject run = each.getAsJsonObject();
      if (run.getAsJsonObject("parameters").get("day").getAsString().equals(day.toString())) {
        states.add(run.get("status").getAsString());
      }
    }
    return states;
  }

  /** Returns whether the DAG was read. Before, Airflow answers 404. */
  private static boolean exists(TestAirflow airflow) {
    return list(airflow, "dags", "dags").stream()
        .anyMatch(each -> each.getAsJsonObject().get("dag_id").getAsString().equals(DAG));
  }

  private TestAirflow airflow(LocalDate start) throws IOException {
    return airflow(start, "airflow");
  }

  /** Returns an Airflow whose DAG begins on a day. */
  private TestAirflow airflow(LocalDate start, String schedule) throws IOException {
    OutputValues stack = factory.stack().site().outputs();
    Path outputs =
        Files.writeString(
            folder.resolve("outputs.json"),
            "{\"resourceGroup\":\"%s\",\"dataFactory\":\"%s\",\"lakehouseSchedule\":\"%s\"}"
                .formatted(stack.resourceGroup(), factory.client().name(), schedule));
    int port = Ports.free();
    AirflowEnvironment environment =
        new AirflowEnvironment(
            folder.resolve("airflow"),
            Path.of("..").toRealPath(),
            new LocalPlatform(factory.stack().stack().folders()).accessByName("owner"));
    environment.prepare();
    Map<String, String> variables =
        new TreeMap<>(environment.variables(outputs, stack.subscriptionId(), port));
    variables.put(
        "AIRFLOW_CONN_SMTP_DEFAULT",
        "{\"conn_type\":\"smtp\",\"host\":\"127.0.0.1\",\"port\":%d,\"extra\":{\"disable_ssl\":true,\"disable_tls\":true,\"from_email\":\"airflow@example.com\"}}"
            .formatted(mailbox.port()));
    variables.put("QUARTERDECK_MAIL_TO", "crew@example.com");
    variables.put("QUARTERDECK_CHECK_SECONDS", "1");
    variables.put("QUARTERDECK_RETRY_SECONDS", "1");
    variables.put("QUARTERDECK_START", start.toString());
    return new TestAirflow(python, variables, URI.create("http://127.0.0.1:" + port), folder);
  }
}
