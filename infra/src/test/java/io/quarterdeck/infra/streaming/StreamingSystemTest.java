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
            "subnet-functions",
            "nsg-functions",
            "app-store",
            "app-store-lock",
            "app-store-blob-service",
            "app-store-packages",
            "app-store-endpoint",
            "app-store-endpoint-dns",
            "function-monitoring",
            "identity-function",
            "order-app-plan",
            "order-app",
            "order-app-ftp",
            "order-app-scm",
            "dns-sites",
            "dns-sites-link",
            "order-app-endpoint",
            "order-app-endpoint-dns",
            "job-receives-events",
            "function-sends-events",
            "function-owns-store",
            "function-sends-telemetry",
            "diagnostics-nsg-functions",
            "diagnostics-app-store",
            "diagnostics-function-monitoring",
            "diagnostics-order-app",
            "alert-function-failed",
            "diagnostics-event-hubs",
            "alert-event-hubs-throttled",
            "alert-event-hubs-silent",
            "alert-event-hubs-failing",
            "key-streaming-factory",
            "streaming-factory-uses-key",
            "streaming-data-factory",
            "streaming-data-factory-lock",
            "streaming-data-factory-network",
            "streaming-data-factory-runtime",
            "streaming-data-factory-to-lake-blob",
            "streaming-factory-writes-landing",
            "deployment-publishes-streaming-pipelines",
            "diagnostics-streaming-data-factory",
            "alert-streaming-data-factory-pipeline-failed",
            "alert-streaming-data-factory-activity-failed",
            "alert-streaming-data-factory-trigger-failed");
  }

  @Test
  void theFactoryWritesToOneContainerAndConnectsToTheLakeOnly() {
    String factory = "factory-of-adf-qdeck-prod-sec-8b2a4-streaming";
    assertThat(
            prod.ofType("authorization:RoleAssignment").stream()
                .filter(node -> node.inputs().get("principalId").equals(factory))
                .map(node -> node.name() + " " + node.inputs().get("scope")))
        .singleElement()
        .asString()
        .startsWith("streaming-factory-writes-landing ")
        .endsWith("/blobServices/default/containers/landing");
    Node endpoint = prod.only("datafactory:ManagedPrivateEndpoint");
    assertThat(endpoint.inputs())
        .containsEntry("factoryName", "adf-qdeck-prod-sec-8b2a4-streaming");
    assertThat(Values.at(endpoint, "properties.groupId")).isEqualTo("blob");
    assertThat(Values.at(endpoint, "properties.privateLinkResourceId").toString())
        .endsWith("/storageAccounts/stqdeckprodsec8b2a4");
    assertThat(prod.outputs().get("streamingFactoryId").toString())
        .endsWith("/factories/adf-qdeck-prod-sec-8b2a4-streaming");
  }

  @Test
  void eachSystemHasAFactoryOfItsOwnWithItsOwnFolderKeyAndNetwork() {
    Graph both =
        run(
            "prod",
            Map.of(
                "systems", "[\"batch\",\"lakehouse\",\"streaming\"]",
                "dataFactoryRepository", "https://github.com/contoso/platform"));
    Map<String, Object> folders = new TreeMap<>();
    Map<String, Object> keys = new TreeMap<>();
    for (Node factory : both.ofType("datafactory:Factory")) {
      String name = factory.inputs().get("factoryName").toString();
      folders.put(name, Values.at(factory, "repoConfiguration.rootFolder"));
      keys.put(name, Values.at(factory, "encryption.keyName"));
    }
    String stem = "adf-qdeck-prod-sec-8b2a4";
    assertThat(folders)
        .isEqualTo(Map.of(stem, "/lakehouse/adf", stem + "-streaming", "/streaming/adf"));
    assertThat(keys).isEqualTo(Map.of(stem, "factory", stem + "-streaming", "streaming-factory"));
    assertThat(both.ofType("resources:Deployment"))
        .extracting(node -> node.inputs().get("deploymentName"))
        .doesNotHaveDuplicates();
    assertThat(both.ofType("datafactory:IntegrationRuntime"))
        .extracting(node -> node.inputs().get("factoryName"))
        .containsExactlyInAnyOrder(stem, stem + "-streaming");
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
  void theJobReceivesFromTheHubOnlyAndTheFunctionSendsToItOnly() {
    assertThat(
            prod.ofType("authorization:RoleAssignment").stream()
                .filter(node -> String.valueOf(node.inputs().get("scope")).contains("EventHub"))
                .map(node -> node.name() + " " + node.inputs().get("principalId")))
        .containsExactly(
            "job-receives-events principal-of-id-qdeck-prod-sec-8b2a4-job",
            "function-sends-events principal-of-id-qdeck-prod-sec-8b2a4-function");
    assertThat(prod.ofType("authorization:RoleAssignment"))
        .filteredOn(node -> String.valueOf(node.inputs().get("scope")).contains("EventHub"))
        .allSatisfy(
            node ->
                assertThat(node.inputs().get("scope").toString())
                    .endsWith("/namespaces/evhns-qdeck-prod-sec-8b2a4/eventhubs/retail-orders"));
  }

  @Test
  void theFunctionHasNoRightInTheLake() {
    assertThat(
            prod.ofType("authorization:RoleAssignment").stream()
                .filter(
                    node -> String.valueOf(node.inputs().get("principalId")).endsWith("-function"))
                .map(node -> node.inputs().get("scope").toString().replaceAll(".*/providers/", "")))
        .containsExactly(
            "Microsoft.EventHub/namespaces/evhns-qdeck-prod-sec-8b2a4/eventhubs/retail-orders",
            "Microsoft.Storage/storageAccounts/stfnqdeckprodsec8b2a4",
            "Microsoft.Insights/components/appi-qdeck-prod-sec-8b2a4-function");
  }

  /** Azure answers AnotherOperationInProgress to concurrent changes of one virtual network. */
  @Test
  void theSystemsChangeTheNetworkOneAfterAnother() {
    Graph all = Recorder.run(StackFile.source(StackFile.withAllSystems("prod")));
    assertThat(all.errors()).isEmpty();
    assertThat(all.resource("synapse-endpoint").after())
        .contains("databricks-sign-in-endpoint-dns");
    assertThat(all.resource("event-hubs-endpoint").after()).containsExactly("synapse-endpoint-dns");
    assertThat(all.resource("app-store-endpoint").after())
        .containsExactly("event-hubs-endpoint-dns");
    assertThat(all.resource("order-app").after())
        .contains("app-store-endpoint-dns", "function-owns-store");
    assertThat(all.resource("order-app-endpoint").after()).containsExactly("order-app");
    assertThat(all.resource("subnet-functions").after()).containsExactly("subnet-agents");
    // Both factories have endpoints to the lake.
    assertThat(all.resource("streaming-data-factory-to-lake-blob").after())
        .containsExactly("data-factory-to-databricks", "streaming-data-factory-runtime");
  }

  @Test
  void theAppConnectsThroughADelegatedSubnetWithoutInboundConnections() {
    Node subnet = prod.resource("subnet-functions");
    assertThat(Values.objects(subnet, "delegations"))
        .extracting(delegation -> delegation.get("serviceName"))
        .containsExactly("Microsoft.App/environments");
    assertThat(subnet.inputs()).containsEntry("addressPrefix", "10.41.4.192/26");
    assertThat(Values.objects(prod.resource("nsg-functions"), "securityRules"))
        .extracting(rule -> rule.get("access"))
        .containsOnly("Deny");
    Map<String, Object> clients =
        Values.objects(prod.resource("nsg-private-endpoints"), "securityRules").get(0);
    assertThat(clients.get("sourceAddressPrefixes"))
        .isEqualTo(List.of("10.41.0.0/23", "10.41.2.0/23", "10.41.4.64/27", "10.41.4.192/26"));
    assertThat(clients.get("destinationPortRanges"))
        .isEqualTo(List.of("443", "6666", "3306", "8443-8451", "5671", "9093"));
    assertThat(
            Values.objects(prod.resource("nsg-postgres"), "securityRules")
                .get(0)
                .get("sourceAddressPrefixes"))
        .isEqualTo(List.of("10.41.0.0/23", "10.41.2.0/23", "10.41.4.64/27"));
  }

  @Test
  void theSettingsDecideTheSizeAndTheScheduleOfTheFunction() {
    Graph graph =
        run(
            "dev",
            Map.of(
                "functionMemory", "2048",
                "functionMaxInstances", "100",
                "orderSchedule", "0 */5 * * * *",
                "ordersPerTick", "5000"));
    assertThat(graph.errors()).isEmpty();
    Node app = graph.resource("order-app");
    String scale = "functionAppConfig.scaleAndConcurrency.";
    assertThat(Values.number(app, scale + "instanceMemoryMB")).isEqualTo(2048);
    assertThat(Values.number(app, scale + "maximumInstanceCount")).isEqualTo(100);
    assertThat(settings(app))
        .containsEntry("ORDERS_SCHEDULE", "0 */5 * * * *")
        .containsEntry("ORDERS_PER_TICK", "5000")
        .containsEntry("EVENT_HUB", "retail-orders")
        .containsEntry("AzureWebJobsStorage__credential", "managedidentity");
    assertThat(settings(app).toString()).doesNotContain("AccountKey", "SharedAccessKey");
    // The plan refuses this default value of the SDK.
    assertThat(Values.at(app, "siteConfig.netFrameworkVersion")).isNull();
  }

  @Test
  void invalidSettingsOfTheFunctionAreRefused() {
    assertThat(run("dev", Map.of("orderSchedule", "* * * * *")).errors().toString())
        .contains("Cannot use the setting orderSchedule: found '* * * * *'; expected six fields");
    assertThat(run("dev", Map.of("functionMemory", "1024")).errors().toString())
        .contains("functionMemory", "one of 512, 2048, 4096");
    assertThat(run("dev", Map.of("functionMaxInstances", "39")).errors().toString())
        .contains("functionMaxInstances", "from 40 to 1000");
    assertThat(run("dev", Map.of("functionsSubnet", "10.40.4.64/28")).errors().toString())
        .contains("functionsSubnet: found '10.40.4.64/28'; expected /27 or larger")
        .contains("expected no overlap with agentsSubnet");
    assertThat(run("dev", Map.of("location", "norwayeast")).errors().toString())
        .contains("location: found 'norwayeast'; expected with the system streaming, a region with")
        .contains("swedencentral");
  }

  @Test
  void publicAccessOpensTheAppToTheAllowedNetworksOnly() {
    Graph graph =
        run("dev", Map.of("accessMode", "public", "allowedCidrs", "[\"203.0.113.0/24\"]"));
    Node app = graph.resource("order-app");
    assertThat(app.inputs()).containsEntry("publicNetworkAccess", "Enabled");
    assertThat(Values.at(app, "siteConfig.ipSecurityRestrictionsDefaultAction")).isEqualTo("Deny");
    assertThat(Values.objects(app, "siteConfig.ipSecurityRestrictions"))
        .extracting(rule -> rule.get("ipAddress"))
        .containsExactly("203.0.113.0/24");
    assertThat(prod.resource("order-app").inputs())
        .containsEntry("publicNetworkAccess", "Disabled");
  }

  private static Map<Object, Object> settings(Node app) {
    return Values.objects(app, "siteConfig.appSettings").stream()
        .collect(Collectors.toMap(setting -> setting.get("name"), setting -> setting.get("value")));
  }

  @Test
  void prodUsesSeveralZones() {
    assertThat(Values.at(prod.resource("event-hubs"), "zoneRedundant")).isEqualTo(true);
    assertThat(Values.at(prod.resource("order-app-plan"), "zoneRedundant")).isEqualTo(true);
    assertThat(Values.at(run("dev", Map.of()).resource("order-app-plan"), "zoneRedundant"))
        .isEqualTo(false);
  }

  private static Graph run(String stack, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(StackFile.read(stack));
    settings.put("systems", "[\"batch\",\"streaming\"]");
    settings.putAll(more);
    return Recorder.run(StackFile.source(settings));
  }
}
