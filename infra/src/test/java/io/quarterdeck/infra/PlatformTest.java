package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests dependencies and options of resources. The snapshots contain the inputs. */
class PlatformTest {
  /** Where logs are stored: they may be deleted, because they are only needed for some time. */
  private static final Set<String> LOGS = Set.of("log-store", "logs");

  private static Graph prod;
  private static Graph open;

  @BeforeAll
  static void record() {
    prod = run("prod", Map.of());
    open =
        run(
            "dev",
            Map.of(
                "accessMode", "public",
                "allowedCidrs", "[\"203.0.113.0/24\",\"198.51.100.9/32\"]",
                "networkWatcher", "create",
                "keyVault", "recover"));
  }

  @Test
  void everyResourceExceptTheGroupHasAComponentAsParent() {
    assertThat(prod.resources())
        .filteredOn(node -> node.parent().isEmpty())
        .extracting(Node::name)
        .containsExactly("resource-group");
  }

  @Test
  void everyLogicalNameIsUniqueWithinItsType() {
    assertThat(prod.nodes())
        .extracting(node -> node.type() + " " + node.name())
        .doesNotHaveDuplicates();
  }

  @Test
  void createsSubnetsOneAfterAnother() {
    isChain(prod.ofType("network:Subnet"));
  }

  @Test
  void changesTheServerOneStepAfterAnother() {
    List<Node> changes =
        prod.resources().stream()
            .filter(
                node ->
                    List.of(
                            "AdministratorsMicrosoftEntra",
                            "FirewallRule",
                            "Configuration",
                            "Database")
                        .contains(node.type().substring(node.type().lastIndexOf(':') + 1)))
            .toList();
    assertThat(changes).hasSizeGreaterThan(15);
    isChain(changes);
  }

  @Test
  void eachPrivateEndpointWaitsForThePreviousOne() {
    List<Node> endpoints = prod.ofType("network:PrivateEndpoint");
    assertThat(endpoints)
        .extracting(Node::name)
        .containsExactly(
            "vault-endpoint",
            "backup-vault-endpoint",
            "blob-endpoint",
            "dfs-endpoint",
            "log-store-endpoint",
            "databricks-endpoint",
            "databricks-sign-in-endpoint");
    for (int i = 1; i < endpoints.size(); i++) {
      assertThat(endpoints.get(i).after()).containsExactly(endpoints.get(i - 1).name() + "-dns");
    }
  }

  @Test
  void theServerWaitsUntilTheNetworkResolvesItsName() {
    assertThat(prod.resource("postgres").after()).contains("dns-postgres-link");
  }

  @Test
  void servicesWaitForTheRightToTheirKeys() {
    assertThat(prod.resource("lake").after()).containsExactly("storage-uses-key");
    assertThat(prod.resource("log-store").after()).containsExactly("storage-uses-key");
    assertThat(prod.resource("postgres").after())
        .contains("postgres-uses-key", "postgres-backup-uses-key");
    assertThat(prod.resource("databricks").after()).contains("databricks-uses-key");
    assertThat(prod.resource("vnet-flow-log").after()).contains("flow-logs-write-log-store");
  }

  @Test
  void eachServiceHasItsOwnKey() {
    assertThat(prod.ofType("keyvault:Key"))
        .extracting(Node::name)
        .containsExactly("key-storage", "key-postgres", "key-postgres-backup", "key-databricks");
    assertThat(prod.ofType("keyvault:Key"))
        .allSatisfy(key -> assertThat(Values.at(key, "properties.kty")).isEqualTo("RSA-HSM"));
    String backup = Values.at(prod.resource("key-postgres-backup"), "vaultName").toString();
    assertThat(prod.resource("backup-vault").inputs())
        .containsEntry("vaultName", backup)
        .containsEntry("location", "northeurope");
    assertThat(Values.at(prod.resource("postgres"), "dataEncryption.primaryKeyURI").toString())
        .endsWith("/keys/postgres");
    assertThat(Values.at(prod.resource("postgres"), "dataEncryption.geoBackupKeyURI").toString())
        .isEqualTo("https://" + backup + ".vault.azure.net/keys/postgres-backup");
    assertThat(open.ofType("keyvault:Key")).isEmpty();
    assertThat(open.resource("postgres").inputs()).doesNotContainKey("dataEncryption");
  }

  @Test
  void theRootOfTheWorkspaceIsPreparedBeforeItIsEncrypted() {
    Graph first = run("prod", Map.of("databricksRootKey", "prepare"));
    Node prepared = first.resource("databricks");
    assertThat(Values.at(prepared, "parameters.prepareEncryption.value")).isEqualTo(true);
    assertThat(Values.at(prepared, "parameters.encryption")).isNull();
    Node workspace = prod.resource("databricks");
    assertThat(Values.at(workspace, "parameters.encryption.value.keyName")).isEqualTo("databricks");
    assertThat(Values.at(workspace, "parameters.prepareEncryption.value")).isEqualTo(true);
    for (Graph graph : List.of(first, prod)) {
      assertThat(graph.resource("databricks-root-uses-key").inputs().get("principalId").toString())
          .startsWith("storage-of-dbw-");
      assertThat(graph.resource("databricks-disks-use-key").inputs().get("principalId").toString())
          .startsWith("disks-of-dbw-");
    }
  }

  @Test
  void theWorkspaceWaitsForAllSubnets() {
    assertThat(prod.resource("databricks").after())
        .contains("subnet-databricks-public", "subnet-databricks-private");
  }

  @Test
  void ignoresPropertiesThatAzureChangesOnItsOwn() {
    assertThat(prod.resource("postgres").ignoreChanges())
        .containsExactly(
            "availabilityZone", "createMode", "highAvailability.standbyAvailabilityZone");
    assertThat(prod.resource("budget").ignoreChanges()).containsExactly("timePeriod");
  }

  @Test
  void prodProtectsEveryResourceOfATypeThatHoldsDataExceptLogs() {
    assertThat(prod.resources())
        .filteredOn(Node::protect)
        .extracting(Node::name)
        .containsExactlyElementsOf(
            prod.resources().stream()
                .filter(node -> StatefulResource.ofType(node.token()).isPresent())
                .map(Node::name)
                .filter(name -> !LOGS.contains(name))
                .toList())
        .contains("resource-group", "lake", "container-curated", "vault", "database");
    assertThat(open.resources()).noneMatch(Node::protect);
  }

  @Test
  void recoversADeletedVaultIfTheSettingsRequestIt() {
    assertThat(Values.at(open.resource("vault"), "properties.createMode")).isEqualTo("recover");
    assertThat(Values.at(prod.resource("vault"), "properties.createMode")).isNull();
  }

  @Test
  void publicAccessAppliesToAllServices() {
    assertThat(open.errors()).isEmpty();
    assertThat(open.resource("lake").inputs()).containsEntry("publicNetworkAccess", "Enabled");
    assertThat(Values.objects(open.resource("lake"), "networkRuleSet.ipRules"))
        .extracting(rule -> rule.get("iPAddressOrRange"))
        .containsExactly("203.0.113.0/24", "198.51.100.9");
    assertThat(Values.at(open.resource("vault"), "properties.publicNetworkAccess"))
        .isEqualTo("Enabled");
    assertThat(open.resource("databricks").inputs())
        .containsEntry("publicNetworkAccess", "Enabled")
        .containsEntry("requiredNsgRules", "AllRules");
    assertThat(open.resource("postgres").inputs()).doesNotContainKey("network");
    assertThat(open.ofType("dbforpostgresql:FirewallRule"))
        .extracting(
            rule -> rule.inputs().get("startIpAddress") + " " + rule.inputs().get("endIpAddress"))
        .containsExactly(
            "198.51.100.7 198.51.100.7", "203.0.113.0 203.0.113.255", "198.51.100.9 198.51.100.9");
    assertThat(prod.ofType("dbforpostgresql:FirewallRule")).isEmpty();
  }

  @Test
  void usesTheExistingNetworkWatcherOrCreatesOne() {
    assertThat(prod.ofType("network:NetworkWatcher")).isEmpty();
    assertThat(prod.only("network:FlowLog").inputs())
        .containsEntry("resourceGroupName", "NetworkWatcherRG")
        .containsEntry("networkWatcherName", "NetworkWatcher_westeurope");
    assertThat(open.only("network:FlowLog").inputs())
        .containsEntry(
            "networkWatcherName",
            open.only("network:NetworkWatcher").inputs().get("networkWatcherName"));
  }

  @Test
  void roleAssignmentsHaveTheSameNamesOnEveryRun() {
    Graph again = run("prod", Map.of());
    assertThat(again.ofType("authorization:RoleAssignment"))
        .extracting(node -> node.inputs().get("roleAssignmentName"))
        .containsExactlyElementsOf(
            prod.ofType("authorization:RoleAssignment").stream()
                .map(node -> node.inputs().get("roleAssignmentName"))
                .toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesAStackThatIsPinnedToAnotherSubscription() {
    Graph refused = run("prod", Map.of("subscriptionId", "99999999-0000-0000-0000-000000000000"));
    assertThat(refused.resources()).isEmpty();
    assertThat(refused.errors())
        .containsExactly(
            "Cannot use the settings of the stack test: found 1 problem; expected none. Nothing was"
                + " changed. Run the command in each line, then run this again:\nCannot use the subscription 00000000-0000-0000-0000-000000000001: found it as the"
                + " subscription of the signed-in account; expected 99999999-0000-0000-0000-000000000000, to which the"
                + " setting subscriptionId pins this stack. Run: pulumi config set"
                + " azure-native:subscriptionId 99999999-0000-0000-0000-000000000000 --stack test");
  }

  @Test
  void invalidSettingsCreateNothingAndReportAllProblems() {
    Graph refused = run("prod", Map.of("accessMode", "public", "monthlyBudget", "0"));
    assertThat(refused.resources()).isEmpty();
    assertThat(refused.outputs()).isEmpty();
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .startsWith("Cannot use the settings of the stack test: found 3 problems; expected none.")
        .hasLineCount(4);
  }

  private static void isChain(List<Node> nodes) {
    for (int i = 1; i < nodes.size(); i++) {
      assertThat(nodes.get(i).after())
          .as(nodes.get(i).name())
          .containsExactly(nodes.get(i - 1).name());
    }
  }

  private static Graph run(String stack, Map<String, String> changes) {
    Map<String, String> settings = new TreeMap<>(StackFile.read(stack));
    settings.putAll(changes);
    return Recorder.run(StackFile.source(settings));
  }
}
