package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.network.NetworkSecurityGroup;
import com.pulumi.azurenative.network.NetworkSecurityGroupArgs;
import com.pulumi.azurenative.network.inputs.SecurityRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.infra.settings.NetworkSettings;
import io.quarterdeck.infra.settings.VpnSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One security group for each kind of subnet; their rules are in {@link SecurityRules}. */
final class SecurityGroups {
  private final Network.Args args;
  private final Resource parent;
  private final Map<String, Output<String>> ids = new TreeMap<>();

  private final NetworkSecurityGroup databricks;
  private final NetworkSecurityGroup postgres;
  private final NetworkSecurityGroup privateEndpoints;
  private final NetworkSecurityGroup agents;
  private final Optional<NetworkSecurityGroup> resolver;
  private final Map<String, NetworkSecurityGroup> ofSystems = new TreeMap<>();

  SecurityGroups(Network.Args args, Resource parent) {
    this.args = args;
    this.parent = parent;
    NetworkSettings cidrs = args.settings();
    List<Cidr> inside =
        List.of(cidrs.databricksPublic(), cidrs.databricksPrivate(), cidrs.agents());
    List<String> vpn = texts(cidrs.vpn().map(VpnSettings::clients).stream().toList());
    var clients = new SecurityRules.Clients(texts(inside), texts(cidrs.clients().cidrs()), vpn);
    databricks = group("databricks", SecurityRules.databricks(args.access().mode()));
    postgres = group("postgres", SecurityRules.postgres(cidrs.postgres().toString(), clients));
    privateEndpoints =
        group(
            "private-endpoints",
            SecurityRules.privateEndpoints(
                cidrs.privateEndpoints().toString(),
                clients.with(systems(args.use())),
                args.use().endpointPorts()));
    agents = group("agents", SecurityRules.outboundOnly());
    resolver =
        cidrs
            .vpn()
            .map(settings -> SecurityRules.resolver(settings.resolver().toString(), vpn))
            .map(rules -> group("resolver", rules));
    for (SystemSubnet needed : args.use().subnets()) {
      ofSystems.put(needed.name(), group(needed.name(), SecurityRules.outboundOnly()));
    }
  }

  NetworkSecurityGroup databricks() {
    return databricks;
  }

  NetworkSecurityGroup postgres() {
    return postgres;
  }

  NetworkSecurityGroup privateEndpoints() {
    return privateEndpoints;
  }

  NetworkSecurityGroup agents() {
    return agents;
  }

  /** The group of the DNS server for VPN clients; empty without a VPN gateway. */
  Optional<NetworkSecurityGroup> resolver() {
    return resolver;
  }

  /** The group of the subnet of a system. */
  NetworkSecurityGroup ofSystem(String name) {
    return ofSystems.get(name);
  }

  /** The ids of the groups by name, for diagnostic settings. */
  Map<String, Output<String>> ids() {
    return ids;
  }

  private static List<String> systems(NetworkUse use) {
    return texts(use.subnets().stream().map(SystemSubnet::cidr).toList());
  }

  private static List<String> texts(List<Cidr> cidrs) {
    return cidrs.stream().map(Cidr::toString).toList();
  }

  private NetworkSecurityGroup group(String name, List<SecurityRuleArgs> rules) {
    NetworkSecurityGroup group =
        new NetworkSecurityGroup(
            "nsg-" + name,
            NetworkSecurityGroupArgs.builder()
                .networkSecurityGroupName(args.context().names().of("nsg", name))
                .resourceGroupName(args.context().resourceGroup())
                .location(args.context().location())
                .securityRules(rules)
                .tags(args.context().tags())
                .build(),
            CustomResourceOptions.builder().parent(parent).build());
    ids.put("nsg-" + name, group.id());
    return group;
  }
}
