package io.quarterdeck.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands whose environment names an OTLP collector. */
class TelemetryIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /** The bodies by path. The protocol is protobuf, in which texts are UTF-8. */
  private final Map<String, String> received = new ConcurrentHashMap<>();

  @TempDir private Path folder;
  private HttpServer collector;
  private Path dataset;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/", this::receive);
    collector.start();
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: amount, type: bigint, nullable: false}
            """);
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    received.merge(exchange.getRequestURI().getPath(), body, String::concat);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void aCommandSendsItsStepsAsSpansAndItsTimesAsMetrics() throws Exception {
    Run run = check("amount\n1\n2\n", endpoint(), Map.of("TRACEPARENT", traceParent()));

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(received).containsOnlyKeys("/v1/traces", "/v1/metrics");
    assertThat(received.get("/v1/traces"))
        .contains("service.name", "quarterdeck check", "quarterdeck.correlation_id", "build-7")
        .contains("quarterdeck.step", "quarterdeck.outcome", "done")
        // The trace of the caller.
        .contains(new String(bytes(TRACE), StandardCharsets.ISO_8859_1));
    assertThat(received.get("/v1/metrics"))
        .contains("quarterdeck.command.duration", "quarterdeck.step.duration")
        .contains("quarterdeck.exit_code");
  }

  @Test
  void aFailedCommandSendsItsError() throws Exception {
    Run run = check("other\n1\n", endpoint(), Map.of());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(received.get("/v1/traces"))
        .contains("its header lacks amount; found other; expected amount");
  }

  @Test
  void aCollectorThatDoesNotAnswerDoesNotFailTheCommand() throws Exception {
    String closed = endpoint();
    collector.stop(0);

    Run run = check("amount\n1\n", closed, Map.of());

    assertThat(run.exitCode()).isZero();
    assertThat(run.error()).contains("Failed to export");
    assertThat(received).isEmpty();
  }

  @Test
  void anInvalidSettingIsRefused() throws Exception {
    Run run = check("amount\n1\n", endpoint(), Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "smoke"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot send traces and metrics: ")
        .endsWith(
            "; expected valid values of the variables OTEL_*. Correct the variable, or unset"
                + " OTEL_EXPORTER_OTLP_ENDPOINT.");
  }

  private String endpoint() {
    return "http://127.0.0.1:" + collector.getAddress().getPort();
  }

  private static String traceParent() {
    return "00-" + TRACE + "-b7ad6b7169203331-01";
  }

  private Run check(String text, String endpoint, Map<String, String> more) throws Exception {
    Path file = Files.writeString(folder.resolve("data.csv"), text);
    Map<String, String> environment = new HashMap<>();
    environment.put(Telemetry.ENDPOINT, endpoint);
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("QUARTERDECK_CORRELATION_ID", "build-7");
    environment.putAll(more);
    return Shell.java(
        folder,
        environment,
        List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName()),
        "check",
        file.toString(),
        "--dataset",
        dataset.toString());
  }

  private static byte[] bytes(String hexadecimal) {
    return HexFormat.of().parseHex(hexadecimal);
  }
}
