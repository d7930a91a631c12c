package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for the Synapse workspace. */
final class ServerlessRules {
  private static final String WORKSPACE = "synapse:Workspace";

  private ServerlessRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.value(
            "CKV_AZURE_58",
            "the workspace has a managed virtual network",
            WORKSPACE,
            "managedVirtualNetwork",
            "default"),
        Rule.value(
            "CKV_AZURE_157",
            "data exfiltration protection is on",
            WORKSPACE,
            "managedVirtualNetworkSettings.preventDataExfiltration",
            true),
        Rule.of(
            "CKV_AZURE_239",
            "there is no password of an SQL administrator",
            WORKSPACE,
            node -> Values.at(node, "sqlAdministratorLoginPassword") == null),
        Rule.of(
            "CKV_AZURE_240",
            "encrypted with a customer-managed key (Synapse)",
            WORKSPACE,
            node -> Values.at(node, "encryption.cmk.key.keyVaultUrl") != null),
        Rule.within(
            "CKV2_AZURE_19",
            "there are no firewall rules (Synapse)",
            WORKSPACE,
            (graph, workspace) -> graph.ofType("synapse:IpFirewallRule").isEmpty()),
        Rule.value(
            "MCSB NS-2 (Synapse)",
            "public network access is off (Synapse)",
            WORKSPACE,
            "publicNetworkAccess",
            "Disabled"),
        Rule.value(
            "MCSB IM-1 (Synapse)",
            "only Entra sign-in is possible (Synapse)",
            WORKSPACE,
            "azureADOnlyAuthentication",
            true),
        Rule.within(
            "MCSB PA-7 (Synapse)",
            "the workspace reads one container, and writes to none",
            WORKSPACE,
            ServerlessRules::readsOneContainer));
  }

  private static boolean readsOneContainer(Graph graph, Node workspace) {
    List<Node> grants =
        graph.ofType("authorization:RoleAssignment").stream()
            .filter(node -> node.inputs().get("principalId").toString().startsWith("synapse-of-"))
            .filter(node -> !node.inputs().get("scope").toString().contains("/keys/"))
            .toList();
    return grants.size() == 1
        && grants.get(0).inputs().get("scope").toString().endsWith("/containers/lake")
        && grants
            .get(0)
            .inputs()
            .get("roleDefinitionId")
            .toString()
            .endsWith("/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
  }
}
