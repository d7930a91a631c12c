package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.FirewallRule;
import com.pulumi.azurenative.dbforpostgresql.FirewallRuleArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.settings.Cidr;
import java.util.List;

/**
 * Firewall rules for public mode: they allow the configured networks and the platform's egress
 * address.
 */
final class FirewallRules {
  private FirewallRules() {}

  static void add(
      PostgresServer.Args args, Server server, Resource parent, List<Resource> created) {
    if (!args.settings().access().isPublic()) {
      return;
    }
    Output<String> egress = args.network().egressAddress();
    created.add(rule("platform", egress, egress, args, server, parent, created));
    int number = 0;
    for (Cidr cidr : args.settings().access().allowed()) {
      number++;
      Output<String> first = Output.of(cidr.first());
      Output<String> last = Output.of(cidr.last());
      created.add(rule("allowed-" + number, first, last, args, server, parent, created));
    }
  }

  private static FirewallRule rule(
      String name,
      Output<String> first,
      Output<String> last,
      PostgresServer.Args args,
      Server server,
      Resource parent,
      List<Resource> created) {
    return new FirewallRule(
        "firewall-" + name,
        FirewallRuleArgs.builder()
            .firewallRuleName(name)
            .startIpAddress(first)
            .endIpAddress(last)
            .serverName(server.name())
            .resourceGroupName(args.context().resourceGroup())
            .build(),
        CustomResourceOptions.builder().parent(parent).dependsOn(Chain.last(created)).build());
  }
}
