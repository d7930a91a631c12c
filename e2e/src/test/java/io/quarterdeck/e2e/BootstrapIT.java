package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.testkit.OtlpReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs bootstrap and other commands through the launcher, with real PostgreSQL, Azurite and Spark.
 */
@ExtendWith(NeedsSharedStack.class)
class BootstrapIT {
  private static final int ROWS = 20_000;

  private static Path file;

  private final Launcher launcher;
  private final LocalStackStatus status;

  @TempDir private Path folder;

  BootstrapIT(SharedStack stack) {
    this.launcher = stack.launcher();
    this.status = stack.status();
  }

  @BeforeAll
  static void generateFile(SharedStack stack, @TempDir Path files) throws Exception {
    file = stack.launcher().generate(files.resolve("bank.csv"), ROWS, 1);
  }

  @Test
  void interruptedLoadPublishesNothing() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "interrupted-load");
    // Large enough that the load still runs when the signal arrives.
    Path large = launcher.generate(folder.resolve("large.csv"), 1_000_000, 1);
    Ended ended =
        launcher.interrupted(
            line -> line.contains("loading rows"),
            "load",
            "--json",
            large,
            "--dataset",
            dataset.file());

    assertThat(ended.exitCode()).as(ended.error()).isEqualTo(143);
    assertThat(ended.out())
        .isEqualTo(
            "{\"error\":{\"code\":\"interrupted\",\"number\":null,\"message\":\"Interrupted: nothing was"
                + " published.\",\"hint\":null,\"rejectsFile\":null}}");
    assertThat(ended.error()).contains("Interrupted: nothing was published.");
    assertThat(status.rows("select count(*) from " + dataset.table())).containsExactly("0");
    assertThat(dataset.loads(status, "status")).containsExactly("interrupted");
    String partition = dataset.table() + "_load_" + dataset.newestLoad(status);
    assertThat(status.rows("select to_regclass('" + partition + "')")).containsExactly("");
  }

  @Test
  void bootstrapLoadsExportsAndReportsAndALaterOneKeepsThat() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "bootstrapped");

    bootstrapSendsASpanForEachStep(dataset);

    List<String> inFile = Files.readAllLines(file);
    assertThat(status.rows("select count(*), sum(value) from " + dataset.table()))
        .containsExactly(ROWS + "|" + sumOfValues(inFile));
    assertThat(
            status.rows(
                "select indexdef from pg_indexes where tablename = 'transactions'"
                    + " and schemaname = '%s'".formatted(dataset.schema())))
        .anyMatch(index -> index.endsWith("(location)"));
    assertThat(ExportManifest.of(status, dataset.name())).contains("\"rows\" : " + ROWS);
    assertThat(ExportManifest.of(status, dataset.name()))
        .contains("\"value\" : \"" + sumOfValues(inFile) + "\"");
    theReportShowsTheResults(dataset);
    assertThat(status.rows("show shared_preload_libraries"))
        .containsExactly("pgaudit, pg_stat_statements");
    assertThat(status.rows("select extname from pg_extension"))
        .contains("pgaudit", "pg_stat_statements");

    String load = dataset.newestLoad(status);
    aSecondBootstrapDoesNothingAgain(dataset, load);
    bootstrapWithoutAFileKeepsThePublishedLoad(dataset, load);
  }

  private void bootstrapSendsASpanForEachStep(DatasetCopy dataset) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.accepting()) {
      Map<String, String> environment =
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
              "OTEL_EXPORTER_OTLP_TIMEOUT", "60000",
              // Pulumi's SDK reads this variable too.
              "TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
              "QUARTERDECK_CORRELATION_ID", "build-8");

      Ended ended = bootstrap(environment, dataset, "--file", file);

      assertThat(ended.exitCode()).as(ended.error()).isZero();
      assertThat(ended.error()).doesNotContain("Cannot send").doesNotContain("OpenTelemetry");
      Span command = receiver.span("quarterdeck bootstrap");
      for (String step : List.of("stack", "file", "load", "export", "report")) {
        Span span = receiver.span(step);
        assertThat(span.getParentSpanId()).as(step).isEqualTo(command.getSpanId());
        assertThat(OtlpReceiver.texts(span.getAttributesList()))
            .containsEntry("quarterdeck.correlation_id", "build-8")
            .containsEntry("quarterdeck.outcome", "done");
      }
      assertThat(OtlpReceiver.texts(receiver.span("load").getAttributesList()))
          .containsEntry("quarterdeck.rows", Integer.toString(ROWS));
      assertThat(receiver.metrics()).containsKeys("quarterdeck.step.rows");
    }
  }

  private void theReportShowsTheResults(DatasetCopy dataset) throws Exception {
    assertThat(folder.resolve("report.html"))
        .content()
        .contains(
            "<h2 id='part1-title'>Batch: " + dataset.name() + "</h2>",
            "<dt>Rows loaded</dt><dd>20,000</dd>",
            "aria-label='Histogram of value in 20 intervals from ",
            "Sum of value by period and domain",
            "curated/" + dataset.name() + "/run=",
            "<th scope='row' class='text'>export</th>",
            "<td class='text'>Microsoft.Storage/storageAccounts</td>",
            "The local stack costs nothing");
  }

  @Test
  @Tag("nightly")
  void theServedReportShowsTheRejectsOfThisMachine() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "served");
    List<String> lines = new ArrayList<>(Files.readAllLines(file).subList(0, 50));
    lines.add("31-02-2022,RETAIL,<b>Goa,5,1");
    Path broken = Files.write(folder.resolve("broken.csv"), lines);
    Ended loaded =
        launcher.run(
            "load", broken, "--dataset", dataset.file(), "--stack", "local", "--max-rejects", 1);
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();
    StringBuilder page = new StringBuilder();
    AtomicReference<String> printed = new AtomicReference<>("");

    Ended ended =
        launcher.disturbedAt(
            line -> {
              printed.set(line);
              return line.startsWith("Report: http://127.0.0.1:");
            },
            process -> {
              page.append(get(printed.get().split(" ", -1)[1]));
              process.toHandle().destroy();
            },
            "report",
            "--serve",
            "--dataset",
            dataset.file());

    assertThat(ended.exitCode()).isEqualTo(143);
    assertThat(ended.error()).contains("The report is no longer served.");
    assertThat(page)
        .contains(
            "Rejects of load " + dataset.newestLoad(status),
            "<th scope='row' class='type'>not_a_date</th><td class='text'>Date</td>",
            "31-02-2022,RETAIL,&lt;b&gt;Goa,5,1",
            "./quarterdeck load-rejects FILE --dataset served",
            "data-live='events?version=");
  }

  private static String get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
        .body();
  }

  private void aSecondBootstrapDoesNothingAgain(DatasetCopy dataset, String load) throws Exception {
    // The rows of the file in two files: together they have the same content.
    List<String> lines = Files.readAllLines(file);
    Path parts = Files.createDirectory(folder.resolve("parts"));
    Files.write(parts.resolve("1.csv"), lines.subList(0, ROWS / 2));
    List<String> rest = new ArrayList<>(lines.subList(ROWS / 2, lines.size()));
    rest.add(0, lines.get(0));
    Files.write(parts.resolve("2.csv"), rest);

    Ended ended = bootstrap(dataset, "--file", parts);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error())
        .contains("2 files combined", "2/5 file    " + parts)
        .contains("3/5 load    loaded already, as load " + load)
        .contains("4/5 export  exported already, to curated/" + dataset.name() + "/run=");
    assertThat(dataset.loads(status, "id")).containsExactly(load);
  }

  /**
   * The pipeline runs bootstrap after each deployment. It keeps the data that is published by then.
   */
  private void bootstrapWithoutAFileKeepsThePublishedLoad(DatasetCopy dataset, String load)
      throws Exception {
    Ended ended = bootstrap(dataset);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error())
        .contains(
            "2/5 file    none given; load "
                + load
                + " of "
                + file.getFileName()
                + " is published and stays")
        .contains("3/5 load    loaded already, as load " + load);
    assertThat(dataset.loads(status, "id")).containsExactly(load);
  }

  @Test
  void aBootstrapAtTheSameTimeIsRefused() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "locked");
    Path other = Files.writeString(folder.resolve("other.csv"), "other,columns\n1,2\n");
    // Any bootstrap writes its process and its start to the file that is locked.
    assertThat(bootstrap(dataset, "--file", other).exitCode()).isEqualTo(1);
    try (FileChannel channel =
            FileChannel.open(launcher.state().resolve("bootstrap.lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      Ended ended = bootstrap(dataset, "--file", file);
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.error())
          .matches(
              "Cannot bootstrap: process \\d+, since \\S+, is running a bootstrap; expected one"
                  + " bootstrap of a checkout at a time\\. Wait until it has ended, then run this"
                  + " again\\.");
    }
  }

  @Test
  void fileWithOtherColumnsNeedsOnlyADatasetFile() throws Exception {
    Path dataset =
        Files.writeString(
            folder.resolve("sensors.yaml"),
            """
            name: sensors
            table: lab.readings
            csv: {delimiter: ";", nullValue: "NA"}
            columns:
              - {name: taken, type: timestamp}
              - {name: valid, type: boolean, nullable: false}
              - {name: grams, type: "decimal(10,3)"}
              - {name: note, type: text}
            mode: append
            """);
    Path readings =
        Files.writeString(
            folder.resolve("readings.csv"),
            """
            grams;note;extra;taken;valid
            12.5;NA;1;2022-02-28 23:59:59.123456;true
            -0.001;"a;b";2;NA;no
            NA;"";3;2024-02-29 00:00:00;1
            """);

    Ended ended = launcher.run("load", readings, "--dataset", dataset);
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.out()).contains("Ignored columns that the dataset does not define: extra.");
    assertThat(
            status.rows(
                "select taken, valid, grams, note is null, note from lab.readings"
                    + " order by load_line"))
        .containsExactly(
            "2022-02-28 23:59:59.123456|t|12.500|t|",
            "|f|-0.001|f|a;b",
            "2024-02-29 00:00:00|t||f|");
  }

  @Test
  void aWrongPasswordIsExplainedAndNotShown() throws Exception {
    String url = status.field("postgres.jdbcUrl");
    Ended ended =
        launcher.run(
            Map.of("PGPASSWORD", "guessed"),
            "load",
            file,
            "--jdbc-url",
            url,
            "--user",
            "quarterdeck");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains(
            "Cannot load "
                + file
                + ": password authentication failed for user \"quarterdeck\" (SQLSTATE 28P01);"
                + " expected a role and password that sign in at quarterdeck@"
                + url
                + ". Give the password in PGPASSWORD or ~/.pgpass and the role with --user.")
        .doesNotContain("guessed");
  }

  @Test
  void missingPasswordErrorNamesItsSources() throws Exception {
    String url = status.field("postgres.jdbcUrl");
    // The ~/.pgpass of the user who runs this test cannot contain the port of this server.
    Ended ended = launcher.run("loads", "--jdbc-url", url, "--user", "quarterdeck");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .startsWith("Cannot list the loads: ")
        .endsWith("Give the password in PGPASSWORD or ~/.pgpass and the role with --user.");
  }

  /** Pulumi's CLI cannot use a platform that was created without it. */
  @Test
  void failedEnvStopsTheShellFromUsingAnotherBackend() throws Exception {
    String script =
        "eval \"$('%s' local env)\"; echo \"it went on with ${PULUMI_BACKEND_URL-the default}\""
            .formatted(Launcher.PROGRAM);
    for (String shell : List.of("bash", "sh")) {
      Ended ended = launcher.program(shell, "-c", script);
      assertThat(ended.exitCode()).as(ended.out() + ended.error()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.error())
          .startsWith(
              "Cannot use Pulumi's CLI on the local stack: its platform was created without the"
                  + " CLI");
    }
    Ended typed = launcher.program("bash", "--norc", "-i", "-c", script);
    assertThat(typed.out())
        .isEqualTo("it went on with file:///no-backend/quarterdeck-local-env-failed");
    assertThat(typed.error())
        .contains("PULUMI_BACKEND_URL names no backend now, so that pulumi works on no other one");
  }

  /** A reader locks the table, so that the load waits and its progress stays visible. */
  @Test
  @ExtendWith(NeedsTmux.class)
  void progressOfALoadFitsOnOneLineOfATerminal() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "watched");
    Ended first = launcher.run("load", file, "--dataset", dataset.file());
    assertThat(first.exitCode()).as(first.error()).isZero();
    String load =
        "QUARTERDECK_BUILD=never QUARTERDECK_HOME=%s %s load --force %s --dataset %s"
            .formatted(launcher.state(), Launcher.program(), file, dataset.file());
    try (Connection reader = status.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("lock table %s in access share mode".formatted(dataset.table()));
      try (Tmux tmux = Tmux.run(folder, 120, load)) {
        tmux.await("load that waits", screen -> waits(screen, 120));
        tmux.resize(60);
        tmux.await("load that waits at 60 columns", screen -> waits(screen, 60));
        reader.rollback();
        assertThat(tmux.awaitEnd())
            .anySatisfy(
                line ->
                    assertThat(line).matches("✓ load {8}20,000 rows as load \\d+ {4}\\d+\\.\\d s"))
            .noneMatch(line -> line.contains("waiting for a reader"));
      }
    }
  }

  private static boolean waits(List<String> screen, int columns) {
    List<String> lines =
        screen.stream().filter(line -> !line.isBlank() && !line.startsWith("before")).toList();
    return lines.size() == 1
        && lines.get(0).startsWith("  load  waiting for a reader of ")
        && lines.get(0).length() < columns;
  }

  private Ended bootstrap(DatasetCopy dataset, Object... more) throws Exception {
    return bootstrap(Map.of(), dataset, more);
  }

  private Ended bootstrap(Map<String, String> environment, DatasetCopy dataset, Object... more)
      throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("bootstrap", "--dataset", dataset.file()));
    arguments.addAll(List.of("--report", folder.resolve("report.html")));
    arguments.addAll(List.of(more));
    return launcher.run(environment, arguments.toArray());
  }

  private static long sumOfValues(List<String> lines) {
    return lines.stream().skip(1).mapToLong(line -> Long.parseLong(fourth(line))).sum();
  }

  private static String fourth(String line) {
    return List.of(line.split(",", -1)).get(3);
  }
}
