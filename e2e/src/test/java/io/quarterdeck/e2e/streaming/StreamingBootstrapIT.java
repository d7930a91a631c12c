package io.quarterdeck.e2e.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.e2e.Launcher;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.LocalStackStatus;
import io.quarterdeck.loader.stream.OrderQuery;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the streaming system on a local stack of its own: events through the broker, and the shaded
 * jar on the emulator of Databricks with Delta tables in Azurite.
 */
@Tag("nightly")
class StreamingBootstrapIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void eventsReachGoldAreVerifiedReportedAndRebuilt() throws Exception {
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    try {
      Path report = folder.resolve("stream.html");
      Ended first =
          launcher.run("bootstrap", "--systems", "streaming", "--json", "--report", report);
      assertThat(first.exitCode()).as(first.out() + first.error()).isZero();
      assertMemory(JSON.readTree(first.out()).get("memory"));
      JsonNode stream = JSON.readTree(first.out()).get("stream");
      long events = stream.get("events").asLong();
      assertThat(events).isGreaterThan(2_000);
      assertThat(stream.get("duplicates").asLong()).isEqualTo(events - 2_000).isPositive();
      assertThat(stream.get("late").asLong()).isPositive();
      assertThat(stream.get("quarantined").asLong()).isPositive();
      assertThat(stream.get("cancelled").asLong()).isPositive();
      assertThat(stream.get("event_to_gold_p99_ms").asLong()).isPositive();
      assertThat(report)
          .content()
          .contains("Streaming: orders of the retail chain", "Sales by hour", "events/s");

      Ended verified = launcher.run("run", "--systems", "streaming", "--job", "verify", "--wait");
      assertThat(verified.exitCode()).as(verified.error()).isZero();
      assertThat(verified.error()).contains("lost 0 (0.000000), duplicated 0 (0.000000)");

      Ended emit = launcher.run("emit", "--events", 300, "--seed", 9);
      assertThat(emit.exitCode()).as(emit.error()).isZero();
      deleteResults(launcher);
      Ended second =
          launcher.run("bootstrap", "--systems", "streaming", "--json", "--report", report);
      assertThat(second.exitCode()).as(second.error()).isZero();
      assertThat(second.error())
          .contains("registered already", "published already", "copied already", "sent already");
      assertThat(JSON.readTree(second.out()).get("stream").get("events").asLong())
          .isEqualTo(events + 300);
      Ended rebuilt = launcher.run("replay", "--from", "bronze", "--since", "2020-01-01T00:00:00Z");
      assertThat(rebuilt.exitCode()).as(rebuilt.error()).isZero();
      Ended update = launcher.run("run", "--systems", "streaming", "--job", "pipeline", "--wait");
      assertThat(update.exitCode()).as(update.error()).isZero();
      Ended runs = launcher.run("runs", "--systems", "streaming");
      assertThat(runs.out()).contains("orders", "verify", "replay", "pipeline  completed");
      everyLayerIsRead(launcher, events + 300);
    } finally {
      launcher.reset();
    }
  }

  /**
   * Deletes the results, as if the job had failed. The command then looks for its events in the
   * hub.
   */
  private static void deleteResults(Launcher launcher) throws Exception {
    new BlobServiceClientBuilder()
        .connectionString(LocalStackStatus.of(launcher).field("blob.connectionString"))
        .buildClient()
        .getBlobContainerClient("streaming")
        .getBlobClient("BI/stream_summary.csv")
        .delete();
  }

  private static void assertMemory(JsonNode memory) {
    long peak = memory.get("peakBytes").asLong();
    assertThat(peak).isBetween(500_000_000L, 6_000_000_000L);
    JsonNode parts = memory.get("parts");
    assertThat(parts.fieldNames())
        .toIterable()
        .contains("command", "PostgreSQL", "Azurite", "emulators", "Event Hubs", "Spark tasks");
    long sum = 0;
    for (JsonNode part : parts) {
      sum += part.asLong();
    }
    assertThat(sum).isEqualTo(peak);
  }

  private void everyLayerIsRead(Launcher launcher, long events) throws Exception {
    String python = Optional.ofNullable(System.getenv("QUARTERDECK_LAKE_PYTHON")).orElse("python3");
    boolean there =
        launcher.program(python, "-c", "import adlfs, deltalake, duckdb, pyarrow").exitCode() == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("adlfs, deltalake, duckdb and pyarrow for Python").isTrue();
    }
    assumeTrue(there, "Set QUARTERDECK_LAKE_PYTHON to a Python with adlfs, deltalake and duckdb");
    Path script = folder.resolve("delta_reader.py");
    try (InputStream source = getClass().getResourceAsStream("delta_reader.py")) {
      Files.writeString(script, new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.add(LocalStackStatus.of(launcher).field("blob.connectionString"));
    command.addAll(
        List.of("bronze/retail-orders", "quarantine/retail-orders", "silver/retail-stores"));
    for (OrderQuery query : OrderQuery.values()) {
      command.add(query.path());
    }
    Ended read = launcher.program(command.toArray(String[]::new));
    assertThat(read.exitCode()).as(read.error()).isZero();
    assertThat(read.out())
        .contains("bronze/retail-orders %1$d %1$d".formatted(events))
        .contains("silver/retail-stores 20 20");
    assertThat(read.out().lines().map(line -> line.split(" ", -1)))
        .hasSize(3 + OrderQuery.values().length)
        .allSatisfy(line -> assertThat(line[1]).isEqualTo(line[2]).isNotEqualTo("0"));
  }
}
