package io.quarterdeck.infra.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gateway through which people connect from their machines, and the DNS server for them.
 *
 * @param clients the addresses that the gateway assigns to connected machines
 * @param gateway the subnet of the gateway
 * @param resolver the subnet of the DNS server
 */
public record VpnSettings(Cidr clients, Cidr gateway, Cidr resolver) {
  static final String GATEWAY = "vpnGatewaySubnet";
  static final String RESOLVER = "vpnResolverSubnet";
  private static final String CLIENTS = "vpnClientCidr";

  /** Source: Microsoft Learn, "VPN Gateway settings", section "Gateway subnet". */
  static final int GATEWAY_PREFIX = 27;

  /**
   * Source: Microsoft Learn, "What is Azure DNS Private Resolver?", section "Subnet restrictions".
   */
  static final int RESOLVER_PREFIX = 28;

  private static final int LARGEST_RESOLVER_PREFIX = 24;

  /** The range from 10.0.1.0 to 10.0.16.255, in which Azure creates no resolver (same source). */
  private static final List<Cidr> RESERVED =
      Stream.of("10.0.1.0/24", "10.0.2.0/23", "10.0.4.0/22", "10.0.8.0/21", "10.0.16.0/24")
          .map(text -> Cidr.parse(text).orElseThrow())
          .toList();

  /** Source: Microsoft Learn, "Point-to-Site VPN: frequently asked questions". */
  private static final int CLIENTS_PREFIX = 28;

  /** Azure reserves the first four addresses of a subnet. */
  private static final int FIRST_ADDRESS = 4;

  /** The address of the DNS server, which the profile of a VPN client contains. */
  public String resolverAddress() {
    return new Cidr(resolver.address() + FIRST_ADDRESS, 32).first();
  }

  /** Reads the settings; nothing if the platform has no gateway. */
  static Optional<VpnSettings> read(
      Fields fields, Cidr addressSpace, ClientSettings others, SettingsProblems problems) {
    Optional<String> text = fields.optional(CLIENTS);
    Cidr gateway = fields.cidr(GATEWAY, "10.40.4.96/27");
    Cidr resolver = fields.cidr(RESOLVER, "10.40.4.128/28");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Cidr> clients = Cidr.parse(text.get());
    Optional<String> expected =
        clients
            .map(found -> expected(found, addressSpace, others))
            .orElse(Optional.of("an IPv4 network such as " + example(addressSpace)));
    expected.ifPresent(
        right -> problems.add(CLIENTS, Fields.quote(text.get()), right, example(addressSpace)));
    check(resolver, problems);
    return clients.map(found -> new VpnSettings(found, gateway, resolver));
  }

  /** Returns what was expected instead of a network; nothing if the network is valid. */
  private static Optional<String> expected(Cidr found, Cidr addressSpace, ClientSettings others) {
    if (!ClientSettings.isPrivate(found)) {
      return Optional.of("a private network, which is " + ClientSettings.PRIVATE_RANGES);
    }
    if (found.prefix() > CLIENTS_PREFIX) {
      return Optional.of("/%d or larger".formatted(CLIENTS_PREFIX));
    }
    if (found.overlaps(addressSpace)) {
      return Optional.of("no overlap with addressSpace, which is " + addressSpace);
    }
    return others.cidrs().stream()
        .filter(found::overlaps)
        .findFirst()
        .map(other -> "no overlap with %s, which clientCidrs contains".formatted(other));
  }

  private static void check(Cidr resolver, SettingsProblems problems) {
    if (resolver.prefix() < LARGEST_RESOLVER_PREFIX) {
      String expected = "/%d or smaller".formatted(LARGEST_RESOLVER_PREFIX);
      problems.add(RESOLVER, Fields.quote(resolver.toString()), expected, "10.40.4.128/28");
    }
    if (RESERVED.stream().anyMatch(resolver::overlaps)) {
      String expected = "a network outside 10.0.1.0 to 10.0.16.255, which Azure reserves";
      problems.add(RESOLVER, Fields.quote(resolver.toString()), expected, "10.40.4.128/28");
    }
  }

  private static String example(Cidr addressSpace) {
    return Stream.of("10.60.0.0/24", "172.20.0.0/24")
        .filter(text -> !Cidr.parse(text).orElseThrow().overlaps(addressSpace))
        .findFirst()
        .orElseThrow();
  }
}
