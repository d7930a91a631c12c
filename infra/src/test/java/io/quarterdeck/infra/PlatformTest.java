package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the graph's shape must be, besides each input, which the snapshots pin. */
class PlatformTest {
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
  void every_resource_but_the_group_has_a_component_as_its_parent() {
    assertThat(prod.resources())
        .filteredOn(node -> node.parent().isEmpty())
        .extracting(Node::name)
        .containsExactly("resource-group");
  }

  @Test
  void every_logical_name_is_used_once_in_its_type() {
    assertThat(prod.nodes())
        .extracting(node -> node.type() + " " + node.name())
        .doesNotHaveDuplicates();
  }

  @Test
  void subnets_are_made_one_after_the_other() {
    isChain(prod.ofType("network:Subnet"));
  }

  @Test
  void what_changes_the_server_comes_one_after_the_other() {
    List<Node> changes =
        prod.resources().stream()
            .filter(
                node ->
                    List.of("Administrator", "FirewallRule", "Configuration", "Database")
                        .contains(node.type().substring(node.type().lastIndexOf(':') + 1)))
            .toList();
    assertThat(changes).hasSizeGreaterThan(15);
    isChain(changes);
  }

  @Test
  void each_private_endpoint_waits_for_the_one_before() {
    List<Node> endpoints = prod.ofType("network:PrivateEndpoint");
    assertThat(endpoints)
        .extracting(Node::name)
        .containsExactly(
            "blob-endpoint",
            "dfs-endpoint",
            "vault-endpoint",
            "databricks-endpoint",
            "databricks-sign-in-endpoint");
    for (int i = 1; i < endpoints.size(); i++) {
      assertThat(endpoints.get(i).after()).containsExactly(endpoints.get(i - 1).name() + "-dns");
    }
  }

  @Test
  void the_server_waits_until_the_network_resolves_its_name() {
    assertThat(prod.resource("postgres").after()).containsExactly("dns-postgres-link");
  }

  @Test
  void the_workspace_waits_for_all_subnets() {
    assertThat(prod.resource("databricks").after())
        .contains("subnet-databricks-public", "subnet-databricks-private");
  }

  @Test
  void what_azure_moves_by_itself_is_no_change() {
    assertThat(prod.resource("postgres").ignoreChanges())
        .containsExactly(
            "availabilityZone", "createMode", "highAvailability.standbyAvailabilityZone");
    assertThat(prod.resource("budget").ignoreChanges()).containsExactly("timePeriod");
  }

  @Test
  void prod_protects_exactly_what_holds_data() {
    assertThat(prod.resources())
        .filteredOn(Node::protect)
        .extracting(Node::name)
        .containsExactlyInAnyOrder(
            "resource-group",
            "lake",
            "container-landing",
            "container-curated",
            "container-quarantine",
            "container-artifacts",
            "vault",
            "postgres",
            "database",
            "databricks");
    assertThat(open.resources()).noneMatch(Node::protect);
  }

  @Test
  void a_deleted_vault_is_brought_back_where_that_is_asked_for() {
    assertThat(Values.at(open.resource("vault"), "properties.createMode")).isEqualTo("recover");
    assertThat(Values.at(prod.resource("vault"), "properties.createMode")).isNull();
  }

  @Test
  void public_access_flips_everything_at_once() {
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
  void network_watcher_is_adopted_or_made() {
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
  void role_assignments_have_the_same_names_on_every_run() {
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
  void a_stack_that_is_pinned_to_another_subscription_is_refused() {
    Graph refused = run("prod", Map.of("subscriptionId", "99999999-0000-0000-0000-000000000000"));
    assertThat(refused.resources()).isEmpty();
    assertThat(refused.errors())
        .containsExactly(
            "Cannot use the settings of the stack test: found 1 problem; expected none. Nothing was"
                + " changed. Do what each line says, then run this again:\nCannot use the subscription 00000000-0000-0000-0000-000000000001: found it by the"
                + " signed-in account; expected 99999999-0000-0000-0000-000000000000, to which the"
                + " setting subscriptionId pins this stack. Run: pulumi config set"
                + " azure-native:subscriptionId 99999999-0000-0000-0000-000000000000 --stack test");
  }

  @Test
  void wrong_settings_make_nothing_and_say_everything() {
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
