package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        .containsEntry("location", "swedensouth");
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
  void anExistingDataIdentityReplacesTheOneOfTheProgram() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("prod"));
    settings.put("dataIdentityId", "11111111-2222-3333-4444-555555555555");
    settings.put("dataIdentityName", "id-quarterdeck-prod-data");
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    assertThat(graph.nodes()).extracting(Node::name).doesNotContain("identity-deployment");
    assertThat(graph.nodes())
        .filteredOn(node -> node.inputs().containsValue("11111111-2222-3333-4444-555555555555"))
        .extracting(Node::name)
        .containsExactlyInAnyOrder(
            "administrator-deployment",
            "deployment-reads-group",
            "deployment-writes-lake",
            "deployment-keeps-secrets");
    assertThat(graph.outputs())
        .containsEntry("postgresUser", "id-quarterdeck-prod-data")
        .containsEntry(
            "postgresAdministrators",
            "service:11111111-2222-3333-4444-555555555555:id-quarterdeck-prod-data");
  }

  @Test
  void ignoresPropertiesThatAzureChangesOnItsOwn() {
    assertThat(prod.resource("postgres").ignoreChanges())
        .containsExactly(
            "availabilityZone",
            "highAvailability.standbyAvailabilityZone",
            "createMode",
            "administratorLogin",
            "administratorLoginPassword");
    assertThat(prod.resource("budget").ignoreChanges()).containsExactly("timePeriod");
    // Otherwise Pulumi would keep sending a list of subnets that an import put into the state.
    assertThat(prod.resource("vnet").ignoreChanges()).isEmpty();
  }

  /** The provider would send changes of these properties as updates, which Azure refuses. */
  @Test
  void replacesResourcesForChangesThatAzureRefuses() {
    assertThat(prod.resource("postgres").replaceOnChanges())
        .containsExactly("dataEncryption", "network");
    assertThat(prod.resource("databricks").replaceOnChanges())
        .containsExactly("managedResourceGroupId", "parameters.requireInfrastructureEncryption");
    String encryption = "encryption.requireInfrastructureEncryption";
    for (String account : List.of("lake", "log-store")) {
      assertThat(prod.resource(account).replaceOnChanges()).containsExactly(encryption);
      assertThat(Values.at(prod.resource(account), encryption)).isEqualTo(true);
      // Azure refuses every update that contains false.
      assertThat(open.resource(account).replaceOnChanges()).isEmpty();
      assertThat(Values.at(open.resource(account), encryption)).isNull();
    }
  }

  /** Azure refuses a second resource with the same name. */
  @Test
  void deletesAResourceBeforeItIsReplacedForAChangeThatTheProgramNames() {
    Map<String, String> agentsAndVpn = new TreeMap<>(StackFile.withAllSystems("dev"));
    agentsAndVpn.putAll(StackFile.optionalAccess());
    for (Graph graph :
        List.of(
            Recorder.run(StackFile.source(StackFile.withAllSystems("prod"))),
            Recorder.run(StackFile.source(agentsAndVpn)))) {
      assertThat(graph.errors()).isEmpty();
      assertThat(graph.resources())
          .filteredOn(node -> !node.replaceOnChanges().isEmpty())
          .hasSizeGreaterThan(8)
          .allSatisfy(node -> assertThat(node.deleteBeforeReplace()).as(node.name()).isTrue());
    }
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
  void clientNetworksReachPostgresAndThePrivateEndpointsBeforeTheRestIsDenied() {
    Graph connected = run("prod", Map.of("clientCidrs", "[\"192.168.0.0/16\",\"10.50.0.0/16\"]"));
    assertThat(rules(connected, "nsg-postgres"))
        .containsExactly(
            "100 Allow 10.41.0.0/23 10.41.2.0/23 10.41.4.64/27 > 10.41.4.0/27 5432 6432",
            "110 Allow 10.41.4.0/27 > 10.41.4.0/27 5432 6432",
            "120 Allow 192.168.0.0/16 10.50.0.0/16 > 10.41.4.0/27 5432 6432",
            "4000 Deny VirtualNetwork > * *",
            "4096 Deny Internet > * *");
    assertThat(rules(connected, "nsg-private-endpoints"))
        .containsExactly(
            "100 Allow 10.41.0.0/23 10.41.2.0/23 10.41.4.64/27 > 10.41.4.32/27 443 6666 3306"
                + " 8443-8451",
            "120 Allow 192.168.0.0/16 10.50.0.0/16 > 10.41.4.32/27 443 6666 3306 8443-8451",
            "4000 Deny VirtualNetwork > * *",
            "4096 Deny Internet > * *");
    assertThat(rules(connected, "nsg-agents")).isEqualTo(rules(prod, "nsg-agents"));
    assertThat(rules(prod, "nsg-postgres")).noneMatch(rule -> rule.startsWith("120 "));
  }

  /**
   * The ports of each sub-resource. Sources on Microsoft Learn: "Enable Azure Private Link back-end
   * and front-end connections" of Databricks, "Azure Event Hubs FAQ", and "Azure Synapse Analytics
   * managed private endpoints" (the SQL pool uses the port of SQL Server). All other services use
   * HTTPS.
   */
  private static final Map<String, List<Integer>> PORTS_OF_ENDPOINTS =
      Map.of(
          "blob", List.of(443),
          "dfs", List.of(443),
          "vault", List.of(443),
          "sites", List.of(443),
          "databricks_ui_api", List.of(443, 6666, 3306, 8443, 8451),
          "browser_authentication", List.of(443),
          "namespace", List.of(443, 5671, 9093),
          "SqlOnDemand", List.of(1433));

  @Test
  void theSecurityGroupAdmitsThePortsOfEveryPrivateEndpoint() {
    Map<String, String> settings = StackFile.withAllSystems("prod");
    settings.put("clientCidrs", "[\"192.168.0.0/16\"]");
    Graph graph = Recorder.run(StackFile.source(settings));
    assertThat(graph.errors()).isEmpty();
    List<List<String>> admitted =
        Values.objects(graph.resource("nsg-private-endpoints"), "securityRules").stream()
            .filter(rule -> rule.get("access").equals("Allow"))
            .map(rule -> List.of(one(rule, "destinationPortRange", "destinationPortRanges")))
            .map(ports -> List.of(ports.get(0).split(" ", -1)))
            .toList();
    assertThat(admitted).as("rules for the own network and the other networks").hasSize(2);
    List<Node> endpoints = graph.ofType("network:PrivateEndpoint");
    assertThat(endpoints).hasSizeGreaterThan(9);
    for (Node endpoint : endpoints) {
      assertThat(Values.at(endpoint, "subnet.id").toString())
          .endsWith("/subnets/snet-private-endpoints");
      String group =
          ((List<?>)
                  Values.objects(endpoint, "privateLinkServiceConnections").get(0).get("groupIds"))
              .get(0)
              .toString();
      assertThat(PORTS_OF_ENDPOINTS).as(endpoint.name()).containsKey(group);
      for (int port : PORTS_OF_ENDPOINTS.get(group)) {
        assertThat(admitted)
            .as(endpoint.name() + " needs the port " + port)
            .allMatch(ranges -> ranges.stream().anyMatch(range -> contains(range, port)));
      }
    }
  }

  private static boolean contains(String range, int port) {
    String[] ends = range.split("-", -1);
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }

  /** Returns the inbound rules of a security group in the order in which Azure applies them. */
  private static List<String> rules(Graph graph, String group) {
    return Values.objects(graph.resource(group), "securityRules").stream()
        .filter(rule -> rule.get("direction").equals("Inbound"))
        .sorted(Comparator.comparing(rule -> (Double) rule.get("priority")))
        .map(
            rule ->
                "%d %s %s > %s %s"
                    .formatted(
                        ((Double) rule.get("priority")).intValue(),
                        rule.get("access"),
                        one(rule, "sourceAddressPrefix", "sourceAddressPrefixes"),
                        rule.get("destinationAddressPrefix"),
                        one(rule, "destinationPortRange", "destinationPortRanges")))
        .toList();
  }

  private static String one(Map<String, Object> rule, String single, String many) {
    return rule.get(many) instanceof List<?> values
        ? values.stream().map(Object::toString).collect(Collectors.joining(" "))
        : rule.get(single).toString();
  }

  @Test
  void theLakesFirewallAcceptsTheAccessConnectorOnly() {
    String connector =
        ArmRequest.of(
                "azure-native:databricks:AccessConnector",
                prod.only("databricks:AccessConnector").inputs(),
                Recorder.SUBSCRIPTION)
            .id();
    assertThat(Values.objects(prod.resource("lake"), "networkRuleSet.resourceAccessRules"))
        .containsExactly(Map.of("resourceId", connector, "tenantId", Recorder.TENANT));
    assertThat(prod.resource("lake").inputs()).containsEntry("publicNetworkAccess", "Disabled");
    assertThat(Values.objects(prod.resource("log-store"), "networkRuleSet.resourceAccessRules"))
        .isEmpty();
  }

  @Test
  void everyPrivateZoneIsLinkedToTheNetworksOfClients() {
    String hub = network("11111111-2222-3333-4444-555555555555", "rg-hub", "n".repeat(64));
    String other = network("11111111-2222-3333-4444-666666666666", "rg-hub", "n".repeat(64));
    Graph linked = run("prod", Map.of("clientNetworkIds", "[\"" + hub + "\",\"" + other + "\"]"));
    assertThat(linked.errors()).isEmpty();
    List<Node> zones = linked.ofType("privatedns:PrivateZone");
    assertThat(zones).hasSize(5);
    for (Node zone : zones) {
      List<Node> links =
          linked.ofType("privatedns:VirtualNetworkLink").stream()
              .filter(link -> link.inputs().get("privateZoneName").equals(zoneName(zone)))
              .toList();
      assertThat(links)
          .extracting(link -> Values.at(link, "virtualNetwork.id"))
          .hasSize(3)
          .contains(hub, other);
      assertThat(links)
          .allSatisfy(link -> assertThat(link.inputs()).containsEntry("registrationEnabled", false))
          .extracting(link -> link.inputs().get("virtualNetworkLinkName").toString())
          .doesNotHaveDuplicates()
          .allMatch(name -> name.matches("[a-z0-9][-a-z0-9]{0,78}[a-z0-9]"));
      // Only privatelink zones support the policy.
      boolean shared = zoneName(zone).startsWith("privatelink.");
      assertThat(links.subList(1, 3))
          .allSatisfy(
              link ->
                  assertThat(link.inputs().get("resolutionPolicy"))
                      .isEqualTo(shared ? "NxDomainRedirect" : null));
    }
    Graph reversed = run("prod", Map.of("clientNetworkIds", "[\"" + other + "\",\"" + hub + "\"]"));
    assertThat(linkNames(reversed)).isEqualTo(linkNames(linked));
  }

  private static String zoneName(Node zone) {
    return zone.inputs().get("privateZoneName").toString();
  }

  private static Map<Object, Object> linkNames(Graph graph) {
    return graph.ofType("privatedns:VirtualNetworkLink").stream()
        .collect(Collectors.toMap(Node::name, link -> Values.at(link, "virtualNetwork.id")));
  }

  private static String network(String subscription, String group, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s"
        .formatted(subscription, group, name);
  }

  @Test
  void refusesThePlatformsOwnNetworkAsTheNetworkOfClients() {
    String name = prod.only("network:VirtualNetwork").inputs().get("virtualNetworkName").toString();
    String own =
        network(
            Recorder.SUBSCRIPTION,
            name.replace("vnet-", "rg-").toUpperCase(Locale.ROOT),
            name.toUpperCase(Locale.ROOT));
    Graph refused = run("prod", Map.of("clientNetworkIds", "[\"" + own + "\"]"));
    assertThat(refused.resources()).isEmpty();
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .endsWith(
            "Cannot use the setting clientNetworkIds: found '"
                + own
                + "'; expected other networks, because this is the platform's own network. Run:"
                + " pulumi config rm --path 'quarterdeck:clientNetworkIds[0]' --stack test");
  }

  @Test
  void usesTheExistingNetworkWatcherOrCreatesOne() {
    assertThat(prod.ofType("network:NetworkWatcher")).isEmpty();
    assertThat(prod.only("network:FlowLog").inputs())
        .containsEntry("resourceGroupName", "NetworkWatcherRG")
        .containsEntry("networkWatcherName", "NetworkWatcher_swedencentral");
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
                + " changed. Run the command in each line, then run this again:\n"
                + "Cannot use the subscription 00000000-0000-0000-0000-000000000001: found it as"
                + " the subscription of the signed-in account; expected"
                + " 99999999-0000-0000-0000-000000000000, to which the setting subscriptionId pins"
                + " this stack. Run: pulumi config set azure-native:subscriptionId"
                + " 99999999-0000-0000-0000-000000000000 --stack test");
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
