package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.network.enums.SecurityRuleAccess;
import com.pulumi.azurenative.network.enums.SecurityRuleDirection;
import com.pulumi.azurenative.network.enums.SecurityRuleProtocol;
import com.pulumi.azurenative.network.inputs.SecurityRuleArgs;
import io.quarterdeck.infra.settings.AccessMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the security groups. The last rule of every group denies connections from the
 * internet.
 */
final class SecurityRules {
  private static final String ANY = "*";
  private static final String NETWORK = "VirtualNetwork";

  /**
   * Prefix of the rules that Databricks creates; with other names, Databricks would add them a
   * second time.
   */
  private static final String DATABRICKS = "Microsoft.Databricks-workspaces_UseOnly_databricks-";

  private SecurityRules() {}

  /**
   * The rules that an injected workspace without public addresses requires. Source: Microsoft
   * Learn, "Deploy Azure Databricks in your Azure virtual network", network security group rules.
   */
  static List<SecurityRuleArgs> databricks(AccessMode mode) {
    List<SecurityRuleArgs> rules = new ArrayList<>();
    rules.add(
        allow(DATABRICKS + "worker-to-worker-inbound", 100, SecurityRuleDirection.Inbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix(NETWORK)
            .destinationPortRange(ANY)
            .protocol(ANY)
            .description("Connections between nodes of a cluster.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-sql", 101, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix("Sql")
            .destinationPortRange("3306")
            .description("The workspace's metastore.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-storage", 102, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix("Storage")
            .destinationPortRange("443")
            .description("The workspace's storage: libraries, logs, results.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-worker-outbound", 103, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix(NETWORK)
            .destinationPortRange(ANY)
            .protocol(ANY)
            .description("Connections between nodes of a cluster, and to private endpoints.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-eventhub", 104, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix("EventHub")
            .destinationPortRange("9093")
            .description("Telemetry of the clusters.")
            .build());
    switch (mode) {
      case PUBLIC ->
          rules.add(
              allow(DATABRICKS + "worker-to-databricks-webapp", 100, SecurityRuleDirection.Outbound)
                  .sourceAddressPrefix(NETWORK)
                  .destinationAddressPrefix("AzureDatabricks")
                  .destinationPortRanges("443", "3306", "8443-8451")
                  .description("The control plane at its public addresses.")
                  .build());
      case PRIVATE -> {
        // Nodes connect to the control plane through a private endpoint in the network.
      }
    }
    rules.add(denyInternet());
    return rules;
  }

  static List<SecurityRuleArgs> postgres(String subnet, List<String> clients) {
    return List.of(
        allow("clients-to-postgres", 100, SecurityRuleDirection.Inbound)
            .sourceAddressPrefixes(clients)
            .destinationAddressPrefix(subnet)
            .destinationPortRange("5432")
            .description("Loads, exports and migrations.")
            .build(),
        allow("postgres-to-postgres", 110, SecurityRuleDirection.Inbound)
            .sourceAddressPrefix(subnet)
            .destinationAddressPrefix(subnet)
            .destinationPortRange("5432")
            .description("Replication from the primary to the standby.")
            .build(),
        denyNetwork(),
        denyInternet());
  }

  static List<SecurityRuleArgs> privateEndpoints(List<String> clients) {
    return List.of(
        allow("clients-to-endpoints", 100, SecurityRuleDirection.Inbound)
            .sourceAddressPrefixes(clients)
            .destinationAddressPrefix(NETWORK)
            .destinationPortRanges("443", "6666", "3306", "8443-8451")
            .description(
                "Blob, Key Vault and Databricks. Databricks requires the ports other than 443.")
            .build(),
        denyNetwork(),
        denyInternet());
  }

  static List<SecurityRuleArgs> agents() {
    return List.of(denyNetwork(), denyInternet());
  }

  private static SecurityRuleArgs.Builder allow(
      String name, int priority, SecurityRuleDirection direction) {
    return SecurityRuleArgs.builder()
        .name(name)
        .priority(priority)
        .direction(direction)
        .access(SecurityRuleAccess.Allow)
        .protocol(SecurityRuleProtocol.Tcp)
        .sourcePortRange(ANY);
  }

  private static SecurityRuleArgs denyNetwork() {
    return deny(
        "deny-network-in",
        4000,
        NETWORK,
        "Denies connections from the network that no other rule allows.");
  }

  private static SecurityRuleArgs denyInternet() {
    return deny("deny-internet-in", 4096, "Internet", "Denies connections from the internet.");
  }

  private static SecurityRuleArgs deny(String name, int priority, String from, String why) {
    return SecurityRuleArgs.builder()
        .name(name)
        .priority(priority)
        .direction(SecurityRuleDirection.Inbound)
        .access(SecurityRuleAccess.Deny)
        .protocol(SecurityRuleProtocol.Asterisk)
        .sourceAddressPrefix(from)
        .sourcePortRange(ANY)
        .destinationAddressPrefix(ANY)
        .destinationPortRange(ANY)
        .description(why)
        .build();
  }
}
