package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for the data factories. */
final class FactoryRules {
  private static final String FACTORY = "datafactory:Factory";

  private FactoryRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "CKV_AZURE_103",
            "pipelines are in a Git repository",
            FACTORY,
            node -> Values.at(node, "repoConfiguration.type") != null),
        Rule.value(
            "CKV_AZURE_104",
            "public network access is off (data factory)",
            FACTORY,
            "publicNetworkAccess",
            "Disabled"),
        Rule.of(
            "CKV2_AZURE_15",
            "encrypted with a customer-managed key (data factory)",
            FACTORY,
            node -> Values.at(node, "encryption.keyName") != null),
        Rule.of(
            "MCSB IM-3",
            "the factory signs in with an identity of its own",
            FACTORY,
            node -> String.valueOf(Values.at(node, "identity.type")).startsWith("SystemAssigned")),
        Rule.of(
            "MCSB NS-2 (runtime)",
            "copies run in a managed virtual network",
            "datafactory:IntegrationRuntime",
            node ->
                "default"
                    .equals(Values.at(node, "properties.managedVirtualNetwork.referenceName"))),
        Rule.within(
            "MCSB NS-2 (endpoints)",
            "each factory reaches the Azure services that it uses through private endpoints",
            FACTORY,
            (graph, factory) ->
                targets(factory).stream().allMatch(type -> leadsTo(graph, factory, type))));
  }

  /** The factory of the streaming system only writes files to the lake. */
  private static List<String> targets(Node factory) {
    return factory.name().startsWith("streaming-")
        ? List.of("storage:StorageAccount")
        : List.of("storage:StorageAccount", "keyvault:Vault", "databricks:Workspace");
  }

  private static boolean leadsTo(Graph graph, Node factory, String type) {
    Object name = factory.inputs().get("factoryName");
    List<String> targets =
        graph.ofType("datafactory:ManagedPrivateEndpoint").stream()
            .filter(node -> node.inputs().get("factoryName").equals(name))
            .map(node -> String.valueOf(Values.at(node, "properties.privateLinkResourceId")))
            .toList();
    return graph.ofType(type).stream()
        .filter(node -> !List.of("log-store", "app-store", "backup-vault").contains(node.name()))
        .allMatch(node -> targets.stream().anyMatch(id -> id.endsWith("/" + nameOf(node))));
  }

  private static Object nameOf(Node node) {
    return node.inputs()
        .getOrDefault(
            "accountName",
            node.inputs().getOrDefault("vaultName", node.inputs().get("workspaceName")));
  }
}
