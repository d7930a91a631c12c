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

  /** The ports of PostgreSQL and of its connection pool PgBouncer. */
  private static final String[] POSTGRES_PORTS = {"5432", "6432"};

  /** Databricks requires the ports other than 443. */
  private static final String[] ENDPOINT_PORTS = {"443", "6666", "3306", "8443-8451"};

  private SecurityRules() {}

  /**
   * The networks of the clients, such as 10.40.4.64/27.
   *
   * @param subnets the subnets of the platform's own network
   * @param others the networks that are connected to it by a peering, a VPN or ExpressRoute. The
   *     tag {@code VirtualNetwork} includes them, so the rule {@code deny-network-in} denies their
   *     connections unless an earlier rule allows these. Source: Microsoft Learn, "Virtual network
   *     service tags".
   * @param vpn the addresses of people who connect through the VPN gateway; empty without a gateway
   */
  record Clients(List<String> subnets, List<String> others, List<String> vpn) {
    /** Returns the clients, and further subnets of the platform's own network. */
    Clients with(List<String> more) {
      List<String> all = new ArrayList<>(subnets);
      all.addAll(more);
      return new Clients(all, others, vpn);
    }

    /** Returns a rule for each kind of network that exists. */
    private List<SecurityRuleArgs> to(
        String service, String destination, String[] ports, String why) {
      List<SecurityRuleArgs> rules = new ArrayList<>();
      rules.add(to("clients-to-" + service, 100, subnets, destination, ports, why));
      if (!others.isEmpty()) {
        String name = "client-networks-to-" + service;
        String also = "The same, from the networks in clientCidrs.";
        rules.add(to(name, 120, others, destination, ports, also));
      }
      if (!vpn.isEmpty()) {
        String also = "The same, from the clients of the VPN gateway.";
        rules.add(to("vpn-to-" + service, 130, vpn, destination, ports, also));
      }
      return rules;
    }

    private static SecurityRuleArgs to(
        String name,
        int priority,
        List<String> from,
        String destination,
        String[] ports,
        String why) {
      return allow(name, priority, SecurityRuleDirection.Inbound)
          .sourceAddressPrefixes(from)
          .destinationAddressPrefix(destination)
          .destinationPortRanges(ports)
          .description(why)
          .build();
    }
  }

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

  static List<SecurityRuleArgs> postgres(String subnet, Clients clients) {
    List<SecurityRuleArgs> rules =
        clients.to("postgres", subnet, POSTGRES_PORTS, "Loads, exports and migrations.");
    rules.add(
        allow("postgres-to-postgres", 110, SecurityRuleDirection.Inbound)
            .sourceAddressPrefix(subnet)
            .destinationAddressPrefix(subnet)
            .destinationPortRanges(POSTGRES_PORTS)
            .description("Replication to the standby, and upgrades to a new major version.")
            .build());
    rules.add(denyNetwork());
    rules.add(denyInternet());
    return rules;
  }

  static List<SecurityRuleArgs> privateEndpoints(
      String subnet, Clients clients, List<String> systemPorts) {
    List<String> ports = new ArrayList<>(List.of(ENDPOINT_PORTS));
    ports.addAll(systemPorts);
    List<SecurityRuleArgs> rules =
        clients.to(
            "endpoints", subnet, ports.toArray(String[]::new), "Blob, Key Vault and Databricks.");
    rules.add(denyNetwork());
    rules.add(denyInternet());
    return rules;
  }

  /** The rules of a subnet to which nothing connects. */
  static List<SecurityRuleArgs> outboundOnly() {
    return List.of(denyNetwork(), denyInternet());
  }

  /** DNS uses UDP, and TCP for long answers. */
  static List<SecurityRuleArgs> resolver(String subnet, List<String> vpn) {
    return List.of(
        allow("vpn-to-resolver", 100, SecurityRuleDirection.Inbound)
            .protocol(SecurityRuleProtocol.Asterisk)
            .sourceAddressPrefixes(vpn)
            .destinationAddressPrefix(subnet)
            .destinationPortRange("53")
            .description("Name resolution for the clients of the VPN gateway.")
            .build(),
        denyNetwork(),
        denyInternet());
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
