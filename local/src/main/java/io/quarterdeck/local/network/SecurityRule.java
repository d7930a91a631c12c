package io.quarterdeck.local.network;

import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.local.arm.store.BodyValues;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule of a network security group.
 *
 * @param priority a smaller number is evaluated first
 * @param sources prefixes, service tags or {@code *}
 * @param destinations prefixes, service tags or {@code *}
 * @param ports ports, ranges such as {@code 8443-8451}, or {@code *}
 */
record SecurityRule(
    String name,
    long priority,
    String direction,
    boolean allows,
    List<String> sources,
    List<String> destinations,
    List<String> ports) {
  private static final String ANY = "*";
  private static final String NETWORK = "VirtualNetwork";
  private static final String INTERNET = "Internet";
  private static final String BALANCER = "AzureLoadBalancer";

  /** The address from which Azure's load balancer probes. */
  private static final Cidr PROBES = Cidr.parse("168.63.129.16/32").orElseThrow();

  /**
   * The rules that every group has after its own rules. Source: Microsoft Learn, "Network security
   * groups", section "Default security rules".
   */
  static final List<SecurityRule> DEFAULTS =
      List.of(
          standard("AllowVnetInBound", 65_000, Direction.INBOUND, NETWORK, NETWORK, true),
          standard("AllowAzureLoadBalancerInBound", 65_001, Direction.INBOUND, BALANCER, ANY, true),
          standard("DenyAllInBound", 65_500, Direction.INBOUND, ANY, ANY, false),
          standard("AllowVnetOutBound", 65_000, Direction.OUTBOUND, NETWORK, NETWORK, true),
          standard("AllowInternetOutBound", 65_001, Direction.OUTBOUND, ANY, INTERNET, true),
          standard("DenyAllOutBound", 65_500, Direction.OUTBOUND, ANY, ANY, false));

  private static SecurityRule standard(
      String name,
      long priority,
      Direction direction,
      String source,
      String destination,
      boolean allows) {
    return new SecurityRule(
        name,
        priority,
        direction.azureName(),
        allows,
        List.of(source),
        List.of(destination),
        List.of(ANY));
  }

  /** Reads a rule of a stored group. */
  static SecurityRule of(Map<?, ?> rule) {
    return new SecurityRule(
        BodyValues.text(rule, "name"),
        BodyValues.number(rule, "properties.priority").orElse(0L),
        BodyValues.text(rule, "properties.direction"),
        BodyValues.text(rule, "properties.access").equals("Allow"),
        values(rule, "sourceAddressPrefix", "sourceAddressPrefixes"),
        values(rule, "destinationAddressPrefix", "destinationAddressPrefixes"),
        values(rule, "destinationPortRange", "destinationPortRanges"));
  }

  private static List<String> values(Map<?, ?> rule, String one, String many) {
    Stream<String> list =
        BodyValues.at(rule, "properties." + many).orElse(List.of()) instanceof List<?> values
            ? values.stream().map(Object::toString)
            : Stream.of();
    return Stream.concat(Stream.of(BodyValues.text(rule, "properties." + one)), list)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /**
   * Whether the rule applies to a connection.
   *
   * @param network the ranges of the service tag {@code VirtualNetwork}
   */
  boolean matches(Direction wanted, Flow flow, List<Cidr> network) {
    return direction.equals(wanted.azureName())
        && ports.stream().anyMatch(range -> has(range, flow.port()))
        && sources.stream().anyMatch(source -> has(source, flow.source(), "", network))
        && destinations.stream()
            .anyMatch(
                destination ->
                    has(destination, flow.destination(), flow.destinationTag(), network));
  }

  private static boolean has(String range, int port) {
    if (range.equals(ANY)) {
      return true;
    }
    String[] ends = range.split("-", -1);
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }

  private static boolean has(String prefix, Cidr address, String tag, List<Cidr> network) {
    boolean inside = network.stream().anyMatch(range -> range.contains(address));
    return switch (prefix) {
      case ANY -> true;
      case NETWORK -> inside;
      case INTERNET -> !inside;
      case BALANCER -> PROBES.contains(address);
      default ->
          prefix.equals(tag)
              || Cidr.parse(prefix.contains("/") ? prefix : prefix + "/32")
                  .filter(range -> range.contains(address))
                  .isPresent();
    };
  }
}
