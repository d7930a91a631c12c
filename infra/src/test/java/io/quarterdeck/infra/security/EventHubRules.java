package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for Event Hubs. */
final class EventHubRules {
  private static final String NAMESPACE = "eventhub:Namespace";

  private EventHubRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.value(
            "CKV_AZURE_223",
            "TLS 1.2 at least (Event Hubs)",
            NAMESPACE,
            "minimumTlsVersion",
            "1.2"),
        Rule.value(
            "CKV_AZURE_228",
            "copies in several zones (Event Hubs)",
            NAMESPACE,
            "zoneRedundant",
            true),
        Rule.value(
            "MCSB IM-1 (Event Hubs)",
            "clients sign in with Entra only",
            NAMESPACE,
            "disableLocalAuth",
            true),
        Rule.of(
            "MCSB NS-2 (Event Hubs)",
            "public network access is off",
            NAMESPACE,
            node -> "Disabled".equals(node.inputs().get("publicNetworkAccess"))),
        Rule.within(
            "MCSB NS-2 (Event Hubs endpoint)",
            "clients reach Event Hubs through a private endpoint",
            NAMESPACE,
            (graph, node) -> Endpoints.leadTo(graph, "namespaceName", node)),
        Rule.of(
            "MCSB DP-5 (Event Hubs)",
            "encrypted with a customer-managed key (Event Hubs)",
            NAMESPACE,
            node -> Values.at(node, "encryption.keyVaultProperties") != null));
  }
}
