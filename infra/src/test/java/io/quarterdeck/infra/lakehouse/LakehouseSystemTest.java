package io.quarterdeck.infra.lakehouse;

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

class LakehouseSystemTest {
  private static final String SOURCE =
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-shop"
          + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-shop";

  private static Graph prod;
  private static Graph open;

  @BeforeAll
  static void record() {
    prod = run("prod", Map.of());
    open = run("dev", Map.of("accessMode", "public", "allowedCidrs", "[\"203.0.113.0/24\"]"));
  }

  @Test
  void theDefaultStackHasNothingOfTheLakehouse() {
    Graph batch = Recorder.run(StackFile.source(StackFile.read("prod")));
    Set<String> names = batch.resources().stream().map(Node::name).collect(Collectors.toSet());
    List<String> added =
        prod.resources().stream().map(Node::name).filter(name -> !names.contains(name)).toList();
    assertThat(added)
        .containsExactlyInAnyOrder(
            "container-lake",
            "key-factory",
            "factory-uses-key",
            "data-factory",
            "data-factory-lock",
            "data-factory-network",
            "data-factory-runtime",
            "data-factory-to-lake-blob",
            "data-factory-to-lake-dfs",
            "data-factory-to-vault",
            "data-factory-to-databricks",
            "factory-writes-landing",
            "deployment-publishes-pipelines",
            "key-synapse",
            "synapse",
            "synapse-uses-key",
            "synapse-active-key",
            "synapse-reads-lake",
            "synapse-administrator",
            "dns-synapse",
            "dns-synapse-link",
            "synapse-endpoint",
            "synapse-endpoint-dns",
            "diagnostics-synapse",
            "alert-synapse-data-processed",
            "diagnostics-data-factory",
            "alert-data-factory-pipeline-failed",
            "alert-data-factory-activity-failed",
            "alert-data-factory-trigger-failed",
            "alert-topic-drift");
    assertThat(batch.resources().stream().map(Node::name).toList())
        .isSubsetOf(prod.resources().stream().map(Node::name).toList());
  }

  @Test
  void theNetworkIsDeployedAgainForANewFactory() {
    assertThat(Values.at(prod.resource("data-factory-network"), "properties.template.metadata"))
        .isEqualTo(Map.of("factoryCreated", "2026-11-21T09:00:00Z"));
    assertThat(
            Values.objects(prod.resource("data-factory-network"), "properties.template.resources"))
        .containsExactly(
            Map.of(
                "type", "Microsoft.DataFactory/factories/managedVirtualNetworks",
                "apiVersion", "2018-06-01",
                "name", "adf-qdeck-prod-sec-8b2a4/default",
                "properties", Map.of()));
  }

  @Test
  void theRuntimeAndTheEndpointsAreCreatedOneAfterAnotherInTheNetwork() {
    List<String> chain =
        List.of(
            "data-factory-network",
            "data-factory-runtime",
            "data-factory-to-lake-blob",
            "data-factory-to-lake-dfs",
            "data-factory-to-vault",
            "data-factory-to-databricks");
    for (int i = 1; i < chain.size(); i++) {
      assertThat(prod.resource(chain.get(i)).after()).containsExactly(chain.get(i - 1));
    }
  }

  @Test
  void theFactoryWaitsForTheRightToItsKeyWhichHasTheSizeThatItAccepts() {
    assertThat(prod.resource("data-factory").after()).containsExactly("factory-uses-key");
    assertThat(Values.number(prod.resource("key-factory"), "properties.keySize")).isEqualTo(2048);
    assertThat(Values.number(prod.resource("key-storage"), "properties.keySize")).isEqualTo(3072);
    assertThat(Values.at(prod.resource("data-factory"), "identity.type"))
        .isEqualTo("SystemAssigned,UserAssigned");
    assertThat(Values.at(open.resource("data-factory"), "identity.type"))
        .isEqualTo("SystemAssigned");
    assertThat(prod.resource("data-factory").replaceOnChanges()).containsExactly("encryption");
  }

  @Test
  void theFactoryHasRolesOnOneContainerAndOnOneSecretOnly() {
    Graph graph = run("prod", Map.of("sourcePostgresPassword", "correct horse battery staple"));
    assertThat(scopes(graph, "factory-of-adf-qdeck-prod-sec-8b2a4"))
        .containsOnly(
            Map.entry("factory-writes-landing", "blobServices/default/containers/landing"),
            Map.entry(
                "factory-reads-password",
                "vaults/kv-qdeck-prod-sec-8b2a4/secrets/source-postgres-password"));
  }

  /** Returns the roles of a principal, with the last part of their scopes. */
  private static Map<String, String> scopes(Graph graph, String principal) {
    Map<String, String> scopes = new TreeMap<>();
    graph.ofType("authorization:RoleAssignment").stream()
        .filter(node -> node.inputs().get("principalId").equals(principal))
        .forEach(
            node ->
                scopes.put(
                    node.name(),
                    node.inputs()
                        .get("scope")
                        .toString()
                        .replaceFirst(".*/(?=blobServices/|vaults/|factories/)", "")));
    return scopes;
  }

  @Test
  void theDeploymentAndTheOperatorsMayChangeTheFactoryOnly() {
    Graph graph =
        run(
            "prod",
            Map.of(
                "operatorsGroupId", "11111111-2222-3333-4444-555555555555",
                "operatorsGroupName", "crew"));
    for (String name : List.of("deployment-publishes-pipelines", "operators-run-pipelines")) {
      assertThat(graph.resource(name).inputs().get("roleDefinitionId").toString())
          .endsWith("/673868aa-7521-48a0-acc6-0f60742d39f5");
      assertThat(graph.resource(name).inputs().get("scope").toString())
          .endsWith("/factories/adf-qdeck-prod-sec-8b2a4");
    }
  }

  @Test
  void aFailedRunNotifiesTheActionGroup() {
    for (String metric : List.of("PipelineFailedRuns", "ActivityFailedRuns", "TriggerFailedRuns")) {
      List<Node> alerts =
          prod.ofType("monitor:MetricAlert").stream()
              .filter(node -> node.inputs().toString().contains(metric))
              .toList();
      assertThat(alerts).hasSize(1);
      assertThat(alerts.get(0).inputs().get("scopes").toString())
          .contains("/factories/adf-qdeck-prod-sec-8b2a4");
      assertThat(Values.objects(alerts.get(0), "actions"))
          .extracting(action -> action.get("actionGroupId").toString())
          .containsExactly(
              "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups"
                  + "/rg-qdeck-prod-sec-8b2a4/providers/Microsoft.Insights/actionGroups"
                  + "/ag-qdeck-prod-sec-8b2a4");
    }
  }

  @Test
  void aWriteOfTheFileOfTheDriftNotifiesTheActionGroup() {
    List<Node> alerts = prod.ofType("monitor:ScheduledQueryRule");
    assertThat(alerts).hasSize(1);
    Node alert = alerts.get(0);
    assertThat(alert.name()).isEqualTo("alert-topic-drift");
    assertThat(alert.inputs().get("scopes").toString())
        .contains("/providers/Microsoft.OperationalInsights/workspaces/log-");
    assertThat(alert.inputs().get("criteria").toString())
        .contains(
            "StorageBlobLogs | where Category == \"StorageWrite\" and toint(StatusCode) < 300"
                + " | where ObjectKey endswith \"/lake/BI/topic_drift_alert.txt\"");
    assertThat(alert.inputs().get("actions").toString()).contains("/actionGroups/ag-qdeck-prod-");
    assertThat(run("prod", Map.of("systems", "[\"batch\"]")).ofType("monitor:ScheduledQueryRule"))
        .isEmpty();
  }

  @Test
  void theSourceIsThePlatformsServerInPublicModeOrTheServerOfTheSetting() {
    assertThat(source(open)).endsWith("/flexibleServers/pg-qdeck-dev-sec-08c0c");
    assertThat(source(run("prod", Map.of("sourcePostgresId", SOURCE)))).isEqualTo(SOURCE);
    assertThat(prod.resources()).extracting(Node::name).doesNotContain("data-factory-to-source");
  }

  private static String source(Graph graph) {
    Node endpoint = graph.resource("data-factory-to-source");
    assertThat(Values.at(endpoint, "properties.groupId")).isEqualTo("postgresqlServer");
    return Values.at(endpoint, "properties.privateLinkResourceId").toString();
  }

  @Test
  void studioEditsTheRepositoryAndDoesNotPublish() {
    assertThat(repository("https://github.com/contoso/platform"))
        .isEqualTo(
            Map.of(
                "type", "FactoryGitHubConfiguration",
                "hostName", "https://github.com",
                "accountName", "contoso",
                "repositoryName", "platform",
                "collaborationBranch", "main",
                "rootFolder", "/lakehouse/adf",
                "disablePublish", true));
    assertThat(repository("https://dev.azure.com/contoso/data/_git/platform"))
        .isEqualTo(
            Map.of(
                "type", "FactoryVSTSConfiguration",
                "accountName", "contoso",
                "projectName", "data",
                "repositoryName", "platform",
                "collaborationBranch", "main",
                "rootFolder", "/lakehouse/adf",
                "tenantId", Recorder.TENANT,
                "disablePublish", true));
    assertThat(Values.at(prod.resource("data-factory"), "repoConfiguration")).isNull();
  }

  private static Object repository(String url) {
    return Values.at(
        run("dev", Map.of("dataFactoryRepository", url)).resource("data-factory"),
        "repoConfiguration");
  }

  @Test
  void onlyTheLakeOfThisSystemTrustsTheWorkspace() {
    String id =
        "/subscriptions/%s/resourceGroups/rg-qdeck-prod-sec-8b2a4/providers/Microsoft.Synapse"
                .formatted(Recorder.SUBSCRIPTION)
            + "/workspaces/syn-qdeck-prod-sec-8b2a4";
    assertThat(Values.objects(prod.resource("lake"), "networkRuleSet.resourceAccessRules"))
        .extracting(rule -> rule.get("resourceId"))
        .hasSize(2)
        .contains(id);
    assertThat(prod.resource("log-store").inputs().toString()).doesNotContain("Microsoft.Synapse");
    assertThat(Recorder.run(StackFile.source(StackFile.read("prod"))).resource("lake").inputs())
        .asString()
        .doesNotContain("Microsoft.Synapse");
  }

  @Test
  void theWorkspaceIsActivatedWithItsKeyBeforeAnybodyUsesIt() {
    assertThat(prod.resource("synapse-active-key").after()).containsExactly("synapse-uses-key");
    assertThat(prod.resource("synapse-active-key").inputs())
        .containsEntry("isActiveCMK", true)
        .containsEntry("keyName", Values.at(prod.resource("synapse"), "encryption.cmk.key.name"))
        .containsEntry(
            "keyVaultUrl", Values.at(prod.resource("synapse"), "encryption.cmk.key.keyVaultUrl"));
    assertThat(prod.resource("synapse-administrator").after())
        .containsExactly("synapse-active-key");
    assertThat(prod.resource("synapse").replaceOnChanges()).containsExactly("encryption");
    assertThat(Values.at(open.resource("synapse"), "encryption")).isNull();
    assertThat(open.resources()).extracting(Node::name).doesNotContain("synapse-active-key");
  }

  @Test
  void theIdentityThatPublishesAdministersTheSqlByItsApplicationId() {
    assertThat(prod.resource("synapse-administrator").inputs())
        .containsEntry("login", "id-qdeck-prod-sec-8b2a4-deployment")
        .containsEntry("sid", "client-of-id-qdeck-prod-sec-8b2a4-deployment")
        .containsEntry("tenantId", Recorder.TENANT);
    Graph other =
        run(
            "prod",
            Map.of(
                "dataIdentityId", "11111111-2222-3333-4444-666666666666",
                "dataIdentityName", "loader",
                "dataIdentityClientId", "11111111-2222-3333-4444-777777777777"));
    assertThat(other.resource("synapse-administrator").inputs())
        .containsEntry("login", "loader")
        .containsEntry("sid", "11111111-2222-3333-4444-777777777777");
  }

  @Test
  void inPublicModeTheAllowedNetworksReachTheSqlPool() {
    assertThat(open.resource("synapse-firewall-1").inputs())
        .containsEntry("startIpAddress", "203.0.113.0")
        .containsEntry("endIpAddress", "203.0.113.255");
    assertThat(Values.at(open.resource("synapse"), "publicNetworkAccess")).isEqualTo("Enabled");
    assertThat(Values.at(prod.resource("synapse"), "publicNetworkAccess")).isEqualTo("Disabled");
  }

  @Test
  void theOutputNamesWhatStartsThePipelines() {
    assertThat(prod.outputs()).containsEntry("lakehouseSchedule", "dataFactory");
    assertThat(run("dev", Map.of("lakehouseSchedule", "airflow")).outputs())
        .containsEntry("lakehouseSchedule", "airflow");
  }

  @Test
  void publicNetworkAccessFollowsTheAccessMode() {
    assertThat(Values.at(prod.resource("data-factory"), "publicNetworkAccess"))
        .isEqualTo("Disabled");
    assertThat(Values.at(open.resource("data-factory"), "publicNetworkAccess"))
        .isEqualTo("Enabled");
  }

  private static Graph run(String stack, Map<String, String> changes) {
    Map<String, String> settings = StackFile.read(stack);
    settings.put("systems", "[\"batch\",\"lakehouse\"]");
    settings.putAll(changes);
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    return graph;
  }
}
