package io.quarterdeck.infra.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamingSystemTest {
  private static Graph prod;

  @BeforeAll
  static void record() {
    prod = run("prod", Map.of());
    assertThat(prod.errors()).isEmpty();
  }

  @Test
  void theSystemAddsOnlyItsOwnResources() {
    Graph batch = Recorder.run(StackFile.source(StackFile.read("prod")));
    Set<String> names = batch.resources().stream().map(Node::name).collect(Collectors.toSet());
    assertThat(prod.resources().stream().map(Node::name).filter(name -> !names.contains(name)))
        .containsExactlyInAnyOrder(
            "container-streaming",
            "event-hubs",
            "event-hubs-lock",
            "event-hub",
            "event-hub-bronze",
            "dns-event-hubs",
            "dns-event-hubs-link",
            "event-hubs-endpoint",
            "event-hubs-endpoint-dns",
            "job-receives-events",
            "diagnostics-event-hubs",
            "alert-event-hubs-throttled",
            "alert-event-hubs-silent",
            "alert-event-hubs-failing");
  }

  @Test
  void theSettingsDecideTheSizeOfTheHub() {
    Graph graph =
        run(
            "dev",
            Map.of(
                "eventHubPartitions", "8",
                "eventHubRetentionHours", "24",
                "eventHubMaxThroughputUnits", "10"));
    Node hub = graph.resource("event-hub");
    assertThat(Values.number(hub, "partitionCount")).isEqualTo(8);
    assertThat(Values.number(hub, "retentionDescription.retentionTimeInHours")).isEqualTo(24);
    assertThat(Values.at(hub, "captureDescription")).isNull();
    assertThat(Values.number(graph.resource("event-hubs"), "maximumThroughputUnits")).isEqualTo(10);
    assertThat(hub.replaceOnChanges()).containsExactly("partitionCount");
  }

  @Test
  void theTierStandardLimitsPartitionsAndRetention() {
    assertThat(run("dev", Map.of("eventHubPartitions", "33")).errors().toString())
        .contains("eventHubPartitions");
    assertThat(run("dev", Map.of("eventHubRetentionHours", "169")).errors().toString())
        .contains("eventHubRetentionHours");
  }

  @Test
  void theJobReceivesFromTheHubOnly() {
    assertThat(
            prod.ofType("authorization:RoleAssignment").stream()
                .filter(node -> String.valueOf(node.inputs().get("scope")).contains("EventHub"))
                .map(node -> String.valueOf(node.inputs().get("scope")))
                .toList())
        .singleElement()
        .asString()
        .endsWith("/namespaces/evhns-qdeck-prod-sec-8b2a4/eventhubs/retail-orders");
  }

  @Test
  void aRegionWithoutZonesHasNoZoneRedundancy() {
    Graph graph =
        run(
            "dev",
            Map.of(
                "location", "ukwest",
                "storageReplication", "LRS",
                "postgresHighAvailability", "none"));
    assertThat(graph.errors()).isEqualTo(List.of());
    assertThat(Values.at(graph.resource("event-hubs"), "zoneRedundant")).isEqualTo(false);
  }

  private static Graph run(String stack, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(StackFile.read(stack));
    settings.put("systems", "[\"batch\",\"streaming\"]");
    settings.putAll(more);
    return Recorder.run(StackFile.source(settings));
  }
}
