package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules for the network and for Databricks, which is injected into it. */
final class NetworkRules {
  private static final String GROUP = "network:NetworkSecurityGroup";
  private static final String WORKSPACE = "databricks:Workspace";
  private static final Set<String> ANYWHERE = Set.of("*", "Internet", "0.0.0.0/0", "Any");

  private NetworkRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of("CKV_AZURE_9", "RDP is closed to the internet", GROUP, NetworkRules::closed),
        Rule.of("CKV_AZURE_10", "SSH is closed to the internet", GROUP, NetworkRules::closed),
        Rule.of("CKV_AZURE_77", "UDP is closed to the internet", GROUP, NetworkRules::closed),
        Rule.of("CKV_AZURE_160", "HTTP is closed to the internet", GROUP, NetworkRules::closed),
        Rule.of(
            "CKV_AZURE_12",
            "flow logs are kept for 90 days at least",
            "network:FlowLog",
            node ->
                Boolean.TRUE.equals(Values.at(node, "retentionPolicy.enabled"))
                    && Values.number(node, "retentionPolicy.days") >= 90),
        Rule.of(
            "CKV_AZURE_182",
            "more than one DNS server (Azure's default is used)",
            "network:VirtualNetwork",
            node -> Values.at(node, "dhcpOptions") == null),
        Rule.of(
            "CKV_AZURE_183",
            "no external DNS server (Azure's default is used)",
            "network:VirtualNetwork",
            node -> Values.at(node, "dhcpOptions") == null),
        Rule.of(
            "CKV2_AZURE_31",
            "every subnet has a security group",
            "network:Subnet",
            // Checkov's rule excludes this name: Azure accepts no group there.
            node ->
                Values.at(node, "networkSecurityGroup.id") != null
                    || "GatewaySubnet".equals(node.inputs().get("subnetName"))),
        Rule.of(
            "CKV_AZURE_158",
            "clusters reach the control plane over private link",
            WORKSPACE,
            node ->
                "Disabled".equals(node.inputs().get("publicNetworkAccess"))
                    && "NoAzureDatabricksRules".equals(node.inputs().get("requiredNsgRules"))),
        Rule.of(
            "CKV2_AZURE_48",
            "the DBFS root is encrypted with a customer-managed key",
            WORKSPACE,
            node ->
                Boolean.TRUE.equals(Values.at(node, "parameters.prepareEncryption.value"))
                    && Values.at(node, "parameters.encryption.value") != null),
        Rule.value(
            "MCSB NS-2",
            "nodes have no public addresses",
            WORKSPACE,
            "parameters.enableNoPublicIp.value",
            true),
        Rule.value(
            "MCSB DP-4 (DBFS)",
            "bytes at rest are encrypted twice",
            WORKSPACE,
            "parameters.requireInfrastructureEncryption.value",
            true),
        Rule.of(
            "MCSB DP-5 (Databricks)",
            "the services and the disks are encrypted with a customer-managed key",
            WORKSPACE,
            node ->
                Values.at(node, "encryption.entities.managedServices") != null
                    && Values.at(node, "encryption.entities.managedDisk") != null),
        Rule.of(
            "MCSB NS-1",
            "every security group ends by denying the internet",
            GROUP,
            NetworkRules::endsByDenyingTheInternet),
        Rule.of(
            "MCSB LT-4",
            "flow logs cover the complete network and are analysed",
            "network:FlowLog",
            node ->
                String.valueOf(node.inputs().get("targetResourceId")).contains("/virtualNetworks/")
                    && Boolean.TRUE.equals(
                        Values.at(
                            node,
                            "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled"))));
  }

  private static boolean closed(Node group) {
    return Values.objects(group, "securityRules").stream()
        .filter(rule -> rule.get("direction").equals("Inbound"))
        .filter(rule -> rule.get("access").equals("Allow"))
        .flatMap(NetworkRules::sources)
        .noneMatch(ANYWHERE::contains);
  }

  private static Stream<String> sources(Map<String, Object> rule) {
    Object many = rule.get("sourceAddressPrefixes");
    return many instanceof List<?> prefixes
        ? prefixes.stream().map(Object::toString)
        : Stream.of(rule.get("sourceAddressPrefix").toString());
  }

  private static boolean endsByDenyingTheInternet(Node group) {
    List<Map<String, Object>> rules = Values.objects(group, "securityRules");
    Map<String, Object> last = rules.get(rules.size() - 1);
    return last.get("access").equals("Deny")
        && last.get("direction").equals("Inbound")
        && last.get("sourceAddressPrefix").equals("Internet")
        && last.get("priority").equals(4096.0);
  }
}
