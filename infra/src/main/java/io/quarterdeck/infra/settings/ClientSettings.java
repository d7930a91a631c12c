package io.quarterdeck.infra.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clients outside the virtual network that connect without the internet: through a peering, a VPN
 * or ExpressRoute.
 *
 * @param cidrs the addresses from which they connect; private networks that do not overlap
 * @param networks the virtual networks in which the names of the platform are resolved
 */
public record ClientSettings(List<Cidr> cidrs, List<ClientNetwork> networks) {
  private static final String CIDRS = "clientCidrs";
  private static final String NETWORKS = "clientNetworkIds";

  /** Private addresses (RFC 1918), and the addresses shared with carriers (RFC 6598). */
  private static final List<Cidr> PRIVATE =
      Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
          .map(text -> Cidr.parse(text).orElseThrow())
          .toList();

  /** The private ranges, for messages. */
  static final String PRIVATE_RANGES =
      "within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";

  public ClientSettings {
    cidrs = List.copyOf(cidrs);
    networks = List.copyOf(networks);
  }

  static ClientSettings read(Fields fields, Cidr addressSpace, SettingsProblems problems) {
    return new ClientSettings(
        cidrs(fields.list(CIDRS), addressSpace, problems),
        networks(fields.list(NETWORKS), problems));
  }

  private static List<Cidr> cidrs(
      List<String> texts, Cidr addressSpace, SettingsProblems problems) {
    List<Cidr> cidrs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<Cidr> cidr = Cidr.parse(texts.get(i));
      Optional<String> expected =
          cidr.map(found -> expected(found, cidrs, addressSpace))
              .orElse(Optional.of("an IPv4 network such as " + example(addressSpace)));
      if (expected.isPresent()) {
        String found = Fields.quote(texts.get(i));
        problems.addToList(CIDRS, i, found, expected.get(), example(addressSpace));
      } else {
        cidrs.add(cidr.orElseThrow());
      }
    }
    return cidrs;
  }

  /** Returns what was expected instead of a network; nothing if the network is valid. */
  private static Optional<String> expected(Cidr found, List<Cidr> before, Cidr addressSpace) {
    if (!isPrivate(found)) {
      return Optional.of(
          "a private network, which is "
              + PRIVATE_RANGES
              + ", because public networks belong in allowedCidrs");
    }
    if (found.overlaps(addressSpace)) {
      return Optional.of(
          "no overlap with addressSpace, which is %s, because Azure does not connect networks that overlap"
              .formatted(addressSpace));
    }
    return before.stream()
        .filter(found::overlaps)
        .findFirst()
        .map(other -> "no overlap with %s, which the list also contains".formatted(other));
  }

  static boolean isPrivate(Cidr cidr) {
    return PRIVATE.stream().anyMatch(range -> range.contains(cidr));
  }

  private static String example(Cidr addressSpace) {
    return Stream.of("10.50.0.0/16", "172.16.0.0/16")
        .filter(text -> !Cidr.parse(text).orElseThrow().overlaps(addressSpace))
        .findFirst()
        .orElseThrow();
  }

  private static List<ClientNetwork> networks(List<String> texts, SettingsProblems problems) {
    List<ClientNetwork> networks = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Optional<ClientNetwork> network = ClientNetwork.parse(text);
      if (network.isEmpty()) {
        problems.addToList(
            NETWORKS,
            i,
            Fields.quote(text),
            "the id of a virtual network",
            "\"$(az network vnet show --resource-group GROUP --name NAME --query id --output"
                + " tsv)\"");
      } else if (networks.stream().anyMatch(other -> other.is(text))) {
        problems.addSurplus(NETWORKS, i, Fields.quote(text) + " twice", "each network once");
      } else {
        networks.add(network.get());
      }
    }
    return networks;
  }

  /**
   * Checks that the other networks do not include the platform's own network, to which the zones
   * are linked in any case.
   *
   * @param own the id of the platform's network
   * @param stack the stack's name, used in the command that the message shows
   * @throws InvalidSettings when the platform's own network is in the list
   */
  public void checkOthers(String own, String stack) {
    for (int i = 0; i < networks.size(); i++) {
      if (networks.get(i).is(own)) {
        SettingsProblems problems = new SettingsProblems(stack);
        problems.addSurplus(
            NETWORKS,
            i,
            Fields.quote(networks.get(i).id()),
            "other networks, because this is the platform's own network");
        problems.throwIfAny();
      }
    }
  }
}
