package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for all resources: roles, logging, protection, tags. */
final class PlatformRules {
  /** Data Factory Contributor. */
  private static final String FACTORY_CONTRIBUTOR = "673868aa-7521-48a0-acc6-0f60742d39f5";

  /** Storage Blob Data Owner. */
  private static final String BLOB_OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";

  /**
   * Reader, Storage Blob Data Contributor, Storage Blob Data Reader, Data Factory Contributor, Key
   * Vault Secrets User, Key Vault Secrets Officer, Key Vault Crypto Service Encryption User, Azure
   * Event Hubs Data Receiver, Azure Event Hubs Data Sender, Monitoring Metrics Publisher, Storage
   * Blob Data Owner.
   */
  private static final Set<String> LEAST =
      Set.of(
          "acdd72a7-3385-48ef-bd42-f606fba81ae7",
          "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
          "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
          FACTORY_CONTRIBUTOR,
          "4633458b-17de-408a-b874-0445c86b69e6",
          "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
          "e147488a-f6f5-4113-8e2d-b22465e65bf6",
          "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
          "2b629674-e913-4c01-ae53-ef4638d8f975",
          "3913510d-42f4-4e42-8a64-420c390055eb",
          BLOB_OWNER);

  private static final Set<String> LOGGED =
      Set.of(
          "network:VirtualNetwork",
          "network:PublicIPAddress",
          "network:NetworkSecurityGroup",
          "network:VirtualNetworkGateway",
          "storage:StorageAccount",
          "keyvault:Vault",
          "dbforpostgresql:Server",
          "databricks:Workspace",
          "datafactory:Factory",
          "synapse:Workspace",
          "eventhub:Namespace",
          "web:WebApp",
          "applicationinsights:Component",
          "operationalinsights:Workspace");

  private static final Set<String> KEPT =
      Set.of(
          "storage:StorageAccount",
          "keyvault:Vault",
          "dbforpostgresql:Server",
          "databricks:Workspace",
          "datafactory:Factory",
          "eventhub:Namespace");

  private PlatformRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "CKV_AZURE_39",
            "no Owner role on a subscription",
            "authorization:RoleAssignment",
            PlatformRules::least),
        new Rule(
            "MCSB LT-3",
            "resources that produce logs send them to Log Analytics",
            node -> LOGGED.contains(node.token()),
            PlatformRules::logs),
        new Rule(
            "MCSB BR-2",
            "resources that hold data are protected in Pulumi and locked in Azure",
            node -> KEPT.contains(node.token()) && !node.name().equals("log-store"),
            (graph, node) -> node.protect() && locked(graph, node)),
        new Rule(
            "MCSB AM-2",
            "resources that support tags have an owner and a cost centre",
            node -> node.inputs().get("tags") != null,
            (graph, node) -> tagged(node)));
  }

  private static boolean least(Node assignment) {
    String role = String.valueOf(assignment.inputs().get("roleDefinitionId"));
    String scope = String.valueOf(assignment.inputs().get("scope"));
    String id = role.substring(role.lastIndexOf('/') + 1);
    // A right to change resources applies to the factory only, and that to own blobs to the account
    // of the function app.
    return LEAST.contains(id)
        && scope.contains("/resourceGroups/rg-")
        && (!id.equals(FACTORY_CONTRIBUTOR)
            || scope.matches(".*/Microsoft\\.DataFactory/factories/[^/]+"))
        && (!id.equals(BLOB_OWNER) || scope.matches(".*/storageAccounts/stfn[^/]+"));
  }

  private static boolean logs(Graph graph, Node node) {
    String diagnostics = "diagnostics-" + node.name();
    return graph.ofType("monitor:DiagnosticSetting").stream()
        .anyMatch(
            setting ->
                setting.name().equals(diagnostics) && setting.inputs().containsKey("workspaceId"));
  }

  private static boolean locked(Graph graph, Node node) {
    return graph.ofType("authorization:ManagementLockByScope").stream()
        .anyMatch(
            lock ->
                lock.name().equals(node.name() + "-lock")
                    && lock.inputs().get("level").equals("CanNotDelete"));
  }

  private static boolean tagged(Node node) {
    return node.inputs().get("tags") instanceof Map<?, ?> tags
        && tags.keySet()
            .containsAll(Set.of("environment", "owner", "cost-centre", "source-revision"));
  }
}
