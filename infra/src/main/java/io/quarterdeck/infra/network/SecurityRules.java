package io.quarterdeck.infra.network;

import com.pulumi.azurenative.network.enums.SecurityRuleAccess;
import com.pulumi.azurenative.network.enums.SecurityRuleDirection;
import com.pulumi.azurenative.network.enums.SecurityRuleProtocol;
import com.pulumi.azurenative.network.inputs.SecurityRuleArgs;
import io.quarterdeck.infra.settings.AccessMode;
import java.util.ArrayList;
import java.util.List;

/** What may pass. Every group ends by denying what comes from the internet. */
final class SecurityRules {
  private static final String ANY = "*";
  private static final String NETWORK = "VirtualNetwork";

  /** Databricks writes rules of these names itself; under any other they would be added twice. */
  private static final String DATABRICKS = "Microsoft.Databricks-workspaces_UseOnly_databricks-";

  private SecurityRules() {}

  /**
   * What a workspace injected into the network needs without public addresses. Source: Microsoft
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
            .description("Nodes of a cluster talk to each other.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-sql", 101, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix("Sql")
            .destinationPortRange("3306")
            .description("The workspace's own metastore.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-storage", 102, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix("Storage")
            .destinationPortRange("443")
            .description("The workspace's own storage: libraries, logs, results.")
            .build());
    rules.add(
        allow(DATABRICKS + "worker-to-worker-outbound", 103, SecurityRuleDirection.Outbound)
            .sourceAddressPrefix(NETWORK)
            .destinationAddressPrefix(NETWORK)
            .destinationPortRange(ANY)
            .protocol(ANY)
            .description("Nodes of a cluster talk to each other, and to private endpoints.")
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
                  .description("The control plane, over its public addresses.")
                  .build());
      case PRIVATE -> {
        // The control plane is reached through a private endpoint, which is in the network.
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
            .description("The standby follows the primary.")
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
            .description("Blob, Key Vault and Databricks; its control plane wants the others.")
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
    return deny("deny-network-in", 4000, NETWORK, "What no rule above lets in from the network.");
  }

  private static SecurityRuleArgs denyInternet() {
    return deny("deny-internet-in", 4096, "Internet", "Nothing starts outside.");
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
