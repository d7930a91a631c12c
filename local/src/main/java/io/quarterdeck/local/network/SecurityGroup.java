package io.quarterdeck.local.network;

import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.BodyValues;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network security group. The rule with the smallest number that applies to a connection decides.
 *
 * @param network the ranges of the service tag {@code VirtualNetwork}: those of the network and of
 *     the networks that are connected to it. Source: Microsoft Learn, "Virtual network service
 *     tags"
 */
record SecurityGroup(String name, List<SecurityRule> rules, List<Cidr> network) {
  SecurityGroup {
    rules =
        Stream.concat(rules.stream(), SecurityRule.DEFAULTS.stream())
            .sorted(Comparator.comparingLong(SecurityRule::priority))
            .toList();
    network = List.copyOf(network);
  }

  /** Reads a stored group. */
  static SecurityGroup of(ArmResource group, List<Cidr> network) {
    List<?> rules =
        BodyValues.at(group, "properties.securityRules").orElse(List.of()) instanceof List<?> list
            ? list
            : List.of();
    return new SecurityGroup(
        BodyValues.text(group, "name"),
        rules.stream().map(rule -> SecurityRule.of((Map<?, ?>) rule)).toList(),
        network);
  }

  /** Returns the rule that denies a connection; empty if it is allowed. */
  Optional<String> denial(Direction direction, Flow flow) {
    return rules.stream()
        .filter(rule -> rule.matches(direction, flow, network))
        .findFirst()
        .filter(rule -> !rule.allows())
        .map(rule -> "the rule " + rule.name() + " of " + name + " denies it");
  }
}
