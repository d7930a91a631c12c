package io.quarterdeck.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.testkit.OtlpReceiver;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands whose environment names an OTLP collector, in their own JVMs. */
class TelemetryIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";

  @TempDir private Path folder;
  private Path dataset;

  @BeforeEach
  void describe() throws IOException {
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.measured
            columns:
              - {name: amount, type: bigint, nullable: false}
            """);
  }

  @Test
  void aLoadSendsItsStepAsASpanAndItsRowsRejectsAndTimesAsMetrics() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.accepting()) {
      Run run =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint(),
                  "OTEL_EXPORTER_OTLP_HEADERS",
                  "x-api-key=key-of-the-test",
                  "TRACEPARENT",
                  "00-" + TRACE + "-" + CALLER + "-01"),
              "load",
              file("amount\n1\n2\nthree\n"),
              "--max-rejects",
              "1",
              "--jdbc-url",
              SERVER.jdbcUrl(),
              "--user",
              "postgres");

      assertThat(run.exitCode()).as(run.error()).isZero();
      assertThat(run.error()).doesNotContain("Cannot").doesNotContain("opentelemetry");
      assertThat(receiver.header("x-api-key")).isNotEmpty().containsOnly("key-of-the-test");
      assertThat(receiver.header("content-type")).containsOnly("application/x-protobuf");
      assertThat(receiver.resource())
          .containsEntry("service.name", "quarterdeck")
          .containsKey("service.version");
      assertSpansOfTheLoad(receiver);
      assertMetricsOfTheLoad(receiver.metrics());
      assertDocumented(receiver);
    }
  }

  private static void assertSpansOfTheLoad(OtlpReceiver receiver) {
    assertThat(receiver.spans())
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("quarterdeck load", "load");
    Span command = receiver.span("quarterdeck load");
    Span step = receiver.span("load");
    assertThat(OtlpReceiver.texts(command.getAttributesList()))
        .containsEntry("quarterdeck.command", "load")
        .containsEntry("quarterdeck.correlation_id", "build-7")
        .containsEntry("quarterdeck.exit_code", "0");
    assertThat(hexadecimal(command.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(hexadecimal(command.getParentSpanId().toByteArray())).isEqualTo(CALLER);
    assertThat(step.getTraceId()).isEqualTo(command.getTraceId());
    assertThat(step.getParentSpanId()).isEqualTo(command.getSpanId());
    assertThat(OtlpReceiver.texts(step.getAttributesList()))
        .containsEntry("quarterdeck.correlation_id", "build-7")
        .containsEntry("quarterdeck.step", "load")
        .containsEntry("quarterdeck.outcome", "done")
        .containsEntry("quarterdeck.rows", "3")
        .containsEntry("quarterdeck.rejects", "1");
    assertThat(step.getEventsList())
        .extracting(Span.Event::getName)
        .contains("loading rows", "building indexes");
    assertThat(command.getStartTimeUnixNano()).isLessThanOrEqualTo(step.getStartTimeUnixNano());
    assertThat(step.getEndTimeUnixNano()).isLessThanOrEqualTo(command.getEndTimeUnixNano());
  }

  /** docs/telemetry.md lists all names that a load sends. */
  private static void assertDocumented(OtlpReceiver receiver) throws IOException {
    String page = Files.readString(Path.of("../../docs/telemetry.md"));
    assertThat(receiver.metrics().keySet())
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(receiver.spans())
        .flatExtracting(span -> OtlpReceiver.texts(span.getAttributesList()).keySet())
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  private static void assertMetricsOfTheLoad(Map<String, Metric> metrics) {
    assertThat(metrics)
        .containsOnlyKeys(
            "quarterdeck.command.duration",
            "quarterdeck.step.duration",
            "quarterdeck.step.rows",
            "quarterdeck.step.rejects");
    NumberDataPoint rows = metrics.get("quarterdeck.step.rows").getSum().getDataPoints(0);
    assertThat(rows.getAsInt()).isEqualTo(3);
    assertThat(OtlpReceiver.texts(rows.getAttributesList()))
        .isEqualTo(Map.of("quarterdeck.command", "load", "quarterdeck.step", "load"));
    assertThat(metrics.get("quarterdeck.step.rejects").getSum().getDataPoints(0).getAsInt())
        .isEqualTo(1);
    Metric duration = metrics.get("quarterdeck.command.duration");
    assertThat(duration.getUnit()).isEqualTo("s");
    HistogramDataPoint command = duration.getHistogram().getDataPoints(0);
    assertThat(command.getCount()).isEqualTo(1);
    assertThat(command.getSum()).isPositive();
    assertThat(OtlpReceiver.texts(command.getAttributesList()))
        .isEqualTo(Map.of("quarterdeck.command", "load", "quarterdeck.exit_code", "0"));
    HistogramDataPoint step =
        metrics.get("quarterdeck.step.duration").getHistogram().getDataPoints(0);
    assertThat(step.getSum()).isPositive().isLessThanOrEqualTo(command.getSum());
    assertThat(OtlpReceiver.texts(step.getAttributesList()))
        .containsEntry("quarterdeck.outcome", "done");
  }

  @Test
  void aRefusedFileIsAnErrorOfTheSpanAndItsRejectsAreCounted() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.accepting()) {
      Run run =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.endpoint() + "/v1/traces",
                  "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", receiver.endpoint() + "/v1/metrics"),
              "check",
              file("amount\n1\ntwo\n"));

      assertThat(run.exitCode()).isEqualTo(1);
      Status status = receiver.span("quarterdeck check").getStatus();
      assertThat(status.getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(status.getMessage()).startsWith("Cannot accept ");
      assertThat(OtlpReceiver.texts(receiver.span("check").getAttributesList()))
          .containsEntry("quarterdeck.outcome", "refused")
          .containsEntry("quarterdeck.rejects", "1");
      assertThat(receiver.metrics()).containsKey("quarterdeck.step.rejects");
    }
  }

  @Test
  void anInterruptedCommandSendsTheSpanOfTheStepThatRan() throws Exception {
    Path log = folder.resolve("log.jsonl");
    try (OtlpReceiver receiver = OtlpReceiver.accepting();
        Shell.Started check =
            Shell.start(
                folder,
                environment(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())),
                words(),
                "check",
                "-",
                "--dataset",
                dataset.toString(),
                "--log-file",
                log.toString())) {
      check.write("amount\n1\n");
      check.await(() -> contains(log, "step-started"));

      assertThat(check.terminate()).isEqualTo(143);

      assertThat(OtlpReceiver.texts(receiver.span("stdin").getAttributesList()))
          .containsEntry("quarterdeck.outcome", "ended");
      assertThat(receiver.span("quarterdeck check").getStatus().getMessage())
          .isEqualTo("Interrupted before the command had ended.");
    }
  }

  @Test
  void aCollectorThatRefusesTheDataIsReportedOnceAndTheCommandSucceeds() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.refusing(401)) {
      Run run =
          run(
              Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint()),
              "check",
              file("amount\n1\n"));

      assertThat(run.exitCode()).isZero();
      assertThat(run.error())
          .containsOnlyOnce("Cannot send all traces and metrics: ")
          .contains("HTTP status code 401")
          .endsWith(
              "; expected an OTLP collector that accepts them. Start it, correct the variables"
                  + " OTEL_EXPORTER_OTLP_*, or set OTEL_SDK_DISABLED=true. The result of the"
                  + " command does not depend on it.");
      assertThat(run.error().lines()).hasSize(2);
    }
  }

  @Test
  void aCollectorThatCannotBeReachedIsReportedOnceAndTheCommandSucceeds() throws Exception {
    String closed;
    try (OtlpReceiver receiver = OtlpReceiver.accepting()) {
      closed = receiver.endpoint();
    }

    Run run = run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", closed), "check", file("amount\n1\n"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("1 row");
    assertThat(run.error())
        .containsOnlyOnce("Cannot send all traces and metrics: ")
        .contains("Failed to connect to /127.0.0.1:");
    assertThat(run.error().lines()).hasSize(2);
  }

  @Test
  void theProtocolIsThatOfTheVariable() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> firstLine(server));

      Run run =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  "http://127.0.0.1:" + server.getLocalPort(),
                  "OTEL_EXPORTER_OTLP_PROTOCOL",
                  "grpc",
                  "OTEL_METRICS_EXPORTER",
                  "none"),
              "check",
              file("amount\n1\n"));

      assertThat(run.exitCode()).isZero();
      // The connection preface of HTTP/2 (RFC 9113, section 3.4), which gRPC uses.
      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("PRI * HTTP/2.0");
      assertThat(run.error()).containsOnlyOnce("Cannot send all traces and metrics: ");
    }
  }

  /** The collector accepts connections and does not answer. */
  @Test
  @Tag("nightly")
  void aSilentCollectorDelaysTheCommandForTheTimeoutAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Run run =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  "http://127.0.0.1:" + silent.getLocalPort(),
                  "OTEL_EXPORTER_OTLP_TIMEOUT",
                  "1000"),
              "check",
              file("amount\n1\n"));

      assertThat(run.exitCode()).isZero();
      assertThat(run.error()).containsOnlyOnce("Cannot send all traces and metrics: ");
      assertThat(run.error().lines()).hasSize(2);
    }
  }

  @Test
  void anInvalidSettingIsReportedAndTheCommandSucceeds() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.accepting()) {
      Run run =
          run(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  receiver.endpoint(),
                  "OTEL_EXPORTER_OTLP_PROTOCOL",
                  "http/json"),
              "check",
              file("amount\n1\n"));

      assertThat(run.exitCode()).isZero();
      assertThat(run.error().lines().findFirst().orElseThrow())
          .isEqualTo(
              "Cannot send traces and metrics: Unsupported OTLP metrics protocol: http/json;"
                  + " expected valid values of the variables OTEL_*. Correct the variable, or set"
                  + " OTEL_SDK_DISABLED=true. The command continues without them.");
      assertThat(receiver.isEmpty()).isTrue();
    }
  }

  private Run run(Map<String, String> variables, String command, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--dataset", dataset.toString()));
    return Shell.java(folder, environment(variables), words(), all.toArray(String[]::new));
  }

  private static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARTERDECK_CORRELATION_ID", "build-7");
    // The default is 2 s, which a busy machine can exceed.
    environment.put("OTEL_EXPORTER_OTLP_TIMEOUT", "60000");
    environment.putAll(variables);
    return environment;
  }

  private static List<String> words() {
    return List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName());
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text).toString();
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.exists(file) && Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the beginning of a connection, and closes the connection and the server. */
  private static String firstLine(ServerSocket server) {
    try (server;
        Socket socket = server.accept()) {
      byte[] bytes = socket.getInputStream().readNBytes("PRI * HTTP/2.0".length());
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hexadecimal(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
