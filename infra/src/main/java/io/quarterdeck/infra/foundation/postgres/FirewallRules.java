package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.FirewallRule;
import com.pulumi.azurenative.dbforpostgresql.FirewallRuleArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.settings.Cidr;

/**
 * Firewall rules for public mode: they allow the configured networks and the platform's egress
 * address.
 */
final class FirewallRules {
  private FirewallRules() {}

  static void add(PostgresServer.Args args, Server server, ResourceSequence changes) {
    if (!args.settings().access().isPublic()) {
      return;
    }
    Output<String> egress = args.network().egressAddress();
    rule("platform", egress, egress, args, server, changes);
    int number = 0;
    for (Cidr cidr : args.settings().access().allowed()) {
      number++;
      Output<String> first = Output.of(cidr.first());
      Output<String> last = Output.of(cidr.last());
      rule("allowed-" + number, first, last, args, server, changes);
    }
  }

  private static void rule(
      String name,
      Output<String> first,
      Output<String> last,
      PostgresServer.Args args,
      Server server,
      ResourceSequence changes) {
    changes.add(
        new FirewallRule(
            "firewall-" + name,
            FirewallRuleArgs.builder()
                .firewallRuleName(name)
                .startIpAddress(first)
                .endIpAddress(last)
                .serverName(server.name())
                .resourceGroupName(args.context().resourceGroup())
                .build(),
            changes.options()));
  }
}
