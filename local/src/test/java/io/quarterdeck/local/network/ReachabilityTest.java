package io.quarterdeck.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.quarterdeck.cli.doctor.CallerNetwork.Service;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network in the form that the Pulumi program creates decides as Azure would. */
class ReachabilityTest {
  private static final String GROUP = "/subscriptions/s/resourceGroups/rg";
  private static final String NETWORK = GROUP + "/providers/Microsoft.Network/";
  private static final String VNET = NETWORK + "virtualNetworks/vnet";
  private static final String ZONE = NETWORK + "privateDnsZones/";
  private static final String ACCOUNT = GROUP + "/providers/Microsoft.Storage/storageAccounts/st1";
  private static final String SERVER =
      GROUP + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/pg1";
  private static final String CLIENTS = rule("clients", 100, "Allow", "10.40.4.64/27", "*");
  private static final String DENY = rule("deny-network-in", 4000, "Deny", "VirtualNetwork", "*");

  private final Map<String, ArmResource> resources = new TreeMap<>();

  /** The resources of a private stack. */
  private void privateStack() {
    add(VNET, "{'addressSpace': {'addressPrefixes': ['10.40.0.0/21']}}");
    subnet(
        "snet-agents", "10.40.4.64/27", "'natGateway': {'id': '" + NETWORK + "natGateways/nat'}");
    subnet("snet-postgres", "10.40.4.0/27", "'delegations': [{'name': 'postgres'}]");
    subnet("snet-endpoints", "10.40.4.32/27", "'privateEndpointNetworkPolicies': 'Enabled'");
    group("snet-agents", DENY);
    group("snet-postgres", CLIENTS, DENY);
    group("snet-endpoints", CLIENTS, DENY);
    add(
        NETWORK + "natGateways/nat",
        "{'publicIpAddresses': [{'id': '" + NETWORK + "publicIPAddresses/ip'}]}");
    add(NETWORK + "publicIPAddresses/ip", "{'ipAddress': '198.51.100.9'}");
    add(
        SERVER,
        "{'network': {'delegatedSubnetResourceId': '%s/subnets/snet-postgres', 'privateDnsZoneArmResourceId': '%spg'}}"
            .formatted(VNET, ZONE));
    add(ACCOUNT, "{'publicNetworkAccess': 'Disabled', 'networkAcls': {'defaultAction': 'Deny'}}");
    String endpoint = NETWORK + "privateEndpoints/pe";
    add(
        endpoint,
        "{'subnet': {'id': '%s/subnets/snet-endpoints'}, 'privateLinkServiceConnections': [{'properties': {'privateLinkServiceId': '%s', 'groupIds': ['blob']}}]}"
            .formatted(VNET, ACCOUNT));
    add(
        endpoint + "/privateDnsZoneGroups/default",
        "{'privateDnsZoneConfigs': [{'properties': {'privateDnsZoneId': '" + ZONE + "blob'}}]}");
    link("pg", "own", VNET);
    link("blob", "own", VNET);
  }

  @Test
  void theAgentsReachEveryService() {
    privateStack();
    assertThat(obstacle("agents", Service.POSTGRES)).isEmpty();
    assertThat(obstacle("agents", Service.BLOB)).isEmpty();
  }

  @Test
  void aConnectedNetworkNeedsALinkAndARule() {
    privateStack();
    assertThat(obstacle("peered:10.1.0.0/16", Service.POSTGRES))
        .contains(
            "pg1 takes no connection from peered:10.1.0.0/16: its name has no address there,"
                + " because the zone pg is not linked to that network");
    assertThat(obstacle("peered:10.1.0.0/16", Service.BLOB))
        .contains(
            "st1 takes no connection from peered:10.1.0.0/16: the zone blob is not linked to that"
                + " network, and its public network access is disabled");

    link("pg", "hub", "/subscriptions/other/hub");
    link("blob", "hub", "/subscriptions/other/hub");
    String denied = "takes no connection from peered:10.1.0.0/16: the rule deny-network-in of ";
    assertThat(obstacle("peered:10.1.0.0/16", Service.POSTGRES))
        .contains("pg1 " + denied + "nsg-snet-postgres denies it");
    assertThat(obstacle("peered:10.1.0.0/16", Service.BLOB))
        .contains("st1 " + denied + "nsg-snet-endpoints denies it");

    String allowed = rule("client-networks", 120, "Allow", "10.1.0.0/16", "5432");
    group("snet-postgres", CLIENTS, allowed, DENY);
    group("snet-endpoints", CLIENTS, allowed, DENY);
    assertThat(obstacle("peered:10.1.0.0/16", Service.POSTGRES)).isEmpty();
    assertThat(obstacle("peered:10.2.0.0/16", Service.POSTGRES)).isPresent();
    // The rule opens the port of PostgreSQL only.
    assertThat(obstacle("peered:10.1.0.0/16", Service.BLOB)).isPresent();
  }

  @Test
  void theInternetDoesNotReachAPrivateStack() {
    privateStack();
    assertThat(obstacle("internet", Service.POSTGRES))
        .contains(
            "pg1 takes no connection from internet: its name has no address there, because the"
                + " zone pg is not linked to that network");
    assertThat(obstacle("internet", Service.BLOB))
        .contains("st1 takes no connection from internet: its public network access is disabled");
  }

  @Test
  void theVpnNeedsAGatewayADnsServerAndRules() {
    privateStack();
    assertThat(obstacle("vpn", Service.BLOB))
        .contains("st1 takes no connection from vpn: the stack has no VPN gateway");

    add(
        NETWORK + "virtualNetworkGateways/vgw",
        "{'ipConfigurations': [{'properties': {'subnet': {'id': '%s/subnets/GatewaySubnet'}}}], 'vpnClientConfiguration': {'vpnClientAddressPool': {'addressPrefixes': ['10.60.0.0/24']}}}"
            .formatted(VNET));
    assertThat(obstacle("vpn", Service.POSTGRES))
        .contains(
            "pg1 takes no connection from vpn: its name has no address there, because the zone pg"
                + " is not linked to that network");

    subnet("snet-resolver", "10.40.4.128/28", "'delegations': []");
    group("snet-resolver", rule("vpn-to-resolver", 100, "Allow", "10.60.0.0/24", "53"), DENY);
    add(
        NETWORK + "dnsResolvers/dns/inboundEndpoints/inbound",
        "{'ipConfigurations': [{'subnet': {'id': '%s/subnets/snet-resolver'}}]}".formatted(VNET));
    assertThat(obstacle("vpn", Service.POSTGRES))
        .contains(
            "pg1 takes no connection from vpn: the rule deny-network-in of nsg-snet-postgres denies"
                + " it");

    String allowed = rule("vpn-to-postgres", 130, "Allow", "10.60.0.0/24", "5432");
    group("snet-postgres", CLIENTS, allowed, DENY);
    group("snet-endpoints", CLIENTS, rule("vpn", 130, "Allow", "10.60.0.0/24", "443"), DENY);
    assertThat(obstacle("vpn", Service.POSTGRES)).isEmpty();
    assertThat(obstacle("vpn", Service.BLOB)).isEmpty();

    group("snet-resolver", DENY);
    assertThat(obstacle("vpn", Service.BLOB))
        .contains(
            "st1 takes no connection from vpn: the zone blob is not linked to that network, and its"
                + " public network access is disabled");
  }

  @Test
  void theRulesOfAnAccountDoNotApplyToItsPrivateEndpoint() {
    privateStack();
    assertThat(refusal("agents")).isEmpty();
    assertThat(refusal("internet")).contains("its public network access is disabled");
    // In Azure, the security group prevents the connection, and not the account.
    group("snet-endpoints", DENY);
    assertThat(refusal("agents")).isEmpty();
    add(
        ACCOUNT,
        "{'publicNetworkAccess': 'Enabled', 'networkAcls': {'defaultAction': 'Deny', 'ipRules':"
            + " [{'value': '192.0.2.10'}]}}");
    assertThat(refusal("internet:192.0.2.10")).isEmpty();
    assertThat(refusal("internet:192.0.2.11")).contains("its firewall does not accept 192.0.2.11");
    add(ACCOUNT, "{'publicNetworkAccess': 'Enabled', 'networkAcls': {'defaultAction': 'Allow'}}");
    assertThat(refusal("internet")).isEmpty();
  }

  @Test
  void theRuleWithTheSmallestNumberDecides() {
    privateStack();
    group("snet-postgres", rule("deny-first", 90, "Deny", "10.40.4.64/27", "5432"), CLIENTS, DENY);
    assertThat(obstacle("agents", Service.POSTGRES))
        .contains(
            "pg1 takes no connection from agents: the rule deny-first of nsg-snet-postgres denies"
                + " it");
    // The default rules allow the network and the networks that are connected to it.
    group("snet-postgres");
    assertThat(obstacle("agents", Service.POSTGRES)).isEmpty();
    link("pg", "hub", "/subscriptions/other/hub");
    assertThat(obstacle("peered:10.1.0.0/16", Service.POSTGRES)).isEmpty();
  }

  @Test
  void theGroupOfTheAgentsDecidesToo() {
    privateStack();
    group("snet-agents", rule("nothing-out", 200, "Deny", "*", "*").replace("Inbound", "Outbound"));
    assertThat(obstacle("agents", Service.BLOB))
        .contains(
            "st1 takes no connection from agents: the rule nothing-out of nsg-snet-agents denies"
                + " it");
  }

  @Test
  void groupsDoNotApplyToEndpointsWithoutThePolicy() {
    privateStack();
    group("snet-endpoints", DENY);
    assertThat(obstacle("agents", Service.BLOB)).isPresent();
    subnet("snet-endpoints", "10.40.4.32/27", "'privateEndpointNetworkPolicies': 'Disabled'");
    assertThat(obstacle("agents", Service.BLOB)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "internet:192.0.2.10, true",
    "internet:192.0.2.99, true",
    "internet:192.0.3.1, false",
    "agents, false"
  })
  void firewallRulesDecideInPublicMode(String from, boolean reached) {
    privateStack();
    resources.keySet().removeIf(id -> id.contains("privateEndpoints"));
    add(SERVER, "{'network': {'publicNetworkAccess': 'Enabled'}}");
    add(
        SERVER + "/firewallRules/office",
        "{'startIpAddress': '192.0.2.0', 'endIpAddress': '192.0.2.255'}");
    add(
        ACCOUNT,
        "{'publicNetworkAccess': 'Enabled', 'networkAcls': {'defaultAction': 'Deny', 'ipRules':"
            + " [{'value': '192.0.2.0/24'}]}}");
    assertThat(obstacle(from, Service.POSTGRES).isEmpty()).isEqualTo(reached);
    assertThat(obstacle(from, Service.BLOB).isEmpty()).isEqualTo(reached);
    if (from.equals("agents")) {
      assertThat(obstacle(from, Service.BLOB))
          .contains(
              "st1 takes no connection from agents: its firewall does not accept 198.51.100.9");
    }
  }

  @Test
  void theAgentsReachAPublicStackThroughTheirAddressTheirSubnetOrTheRuleForAzure() {
    privateStack();
    resources.keySet().removeIf(id -> id.contains("privateEndpoints"));
    add(SERVER, "{'network': {'publicNetworkAccess': 'Enabled'}}");
    add(
        SERVER + "/firewallRules/azure",
        "{'startIpAddress': '0.0.0.0', 'endIpAddress': '0.0.0.0'}");
    assertThat(obstacle("agents", Service.POSTGRES)).isEmpty();
    assertThat(obstacle("internet", Service.POSTGRES)).isPresent();
    add(
        ACCOUNT,
        "{'networkAcls': {'defaultAction': 'Deny', 'virtualNetworkRules': [{'id': '%s/subnets/snet-agents'}]}}"
            .formatted(VNET));
    assertThat(obstacle("agents", Service.BLOB)).isEmpty();
    assertThat(obstacle("internet", Service.BLOB)).isPresent();
    subnet("snet-agents", "10.40.4.64/27", "'defaultOutboundAccess': false");
    assertThat(obstacle("agents", Service.BLOB))
        .contains(
            "st1 takes no connection from agents: the subnet has no path to public addresses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "peered:10.1.0.1/16", "internet:here", ""})
  void anotherTextIsNotANetwork(String text) {
    assertThatThrownBy(() -> ClientOrigin.parse(text))
        .hasMessage(
            "Cannot connect from '%s': it is not a network; expected agents, vpn, peered:CIDR,"
                    .formatted(text)
                + " internet or internet:ADDRESS. Set QUARTERDECK_LOCAL_FROM to one of these, for"
                + " example peered:10.1.0.0/16.");
  }

  private Optional<String> obstacle(String from, Service service) {
    ClientOrigin origin = ClientOrigin.parse(from);
    ArmResources all = all();
    ArmResource resource = Reachability.resource(all, GROUP, service).orElseThrow();
    return new Reachability(all, origin, StackNetwork.of(all, origin, GROUP).orElseThrow())
        .obstacle(service, resource);
  }

  private Optional<String> refusal(String from) {
    return new NetworkDecisions(all()).refusal(ClientOrigin.parse(from), resources.get(ACCOUNT));
  }

  private ArmResources all() {
    return new ArmResources() {
      @Override
      public Optional<ArmResource> find(String id) {
        return Optional.ofNullable(resources.get(id));
      }

      @Override
      public List<ArmResource> list() {
        return new ArrayList<>(resources.values());
      }
    };
  }

  private void subnet(String name, String range, String properties) {
    add(
        VNET + "/subnets/" + name,
        "{'addressPrefix': '%s', 'networkSecurityGroup': {'id': '%snetworkSecurityGroups/nsg-%s'}, %s}"
            .formatted(range, NETWORK, name, properties));
  }

  private void group(String subnet, String... rules) {
    add(
        NETWORK + "networkSecurityGroups/nsg-" + subnet,
        "{'securityRules': [" + String.join(", ", rules) + "]}");
  }

  private static String rule(
      String name, int priority, String access, String source, String ports) {
    return "{'name': '%s', 'properties': {'priority': %d, 'direction': 'Inbound', 'access': '%s', 'protocol': 'Tcp', 'sourceAddressPrefix': '%s', 'sourcePortRange': '*', 'destinationAddressPrefix': '*', 'destinationPortRange': '%s'}}"
        .formatted(name, priority, access, source, ports);
  }

  private void link(String zone, String name, String network) {
    add(
        ZONE + zone + "/virtualNetworkLinks/" + name,
        "{'virtualNetwork': {'id': '" + network + "'}}");
  }

  private void add(String id, String properties) {
    String tail = id.substring(id.lastIndexOf("/providers/") + "/providers/".length());
    String[] steps = tail.split("/", -1);
    StringBuilder type = new StringBuilder(steps[0]);
    for (int i = 1; i < steps.length; i += 2) {
      type.append('/').append(steps[i]);
    }
    String name = steps[steps.length - 1];
    resources.put(
        id,
        new ArmResource(
            id,
            type.toString(),
            "2024-05-01",
            JsonParser.parseString(
                    "{'id': '%s', 'name': '%s', 'properties': %s}".formatted(id, name, properties))
                .getAsJsonObject()));
  }
}
