package io.quarterdeck.infra.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The virtual network and its flow logs.
 *
 * @param clients the clients outside the network that connect without the internet
 * @param vpn the gateway through which people connect; empty if there is none
 * @param createWatcher whether to create the region's Network Watcher; otherwise the one that Azure
 *     created is used
 * @param flowLogDays how long flow logs are kept, in days
 * @param trafficAnalyticsMinutes how often flow logs are analysed, in minutes: 10 or 60
 */
public record NetworkSettings(
    Cidr addressSpace,
    Cidr databricksPublic,
    Cidr databricksPrivate,
    Cidr postgres,
    Cidr privateEndpoints,
    Cidr agents,
    ClientSettings clients,
    Optional<VpnSettings> vpn,
    boolean createWatcher,
    int flowLogDays,
    int trafficAnalyticsMinutes) {
  /** The smallest subnet that Databricks accepts; each node uses an address in both subnets. */
  private static final int DATABRICKS_PREFIX = 26;

  private static final int DATABRICKS_NETWORK_PREFIX = 24;
  private static final int POSTGRES_PREFIX = 28;
  private static final int OTHER_PREFIX = 28;

  private enum Watcher {
    adopt,
    create
  }

  static NetworkSettings read(Fields fields, SettingsProblems problems) {
    Cidr addressSpace = fields.cidr("addressSpace", "10.40.0.0/21");
    ClientSettings clients = ClientSettings.read(fields, addressSpace, problems);
    NetworkSettings network =
        new NetworkSettings(
            addressSpace,
            fields.cidr("databricksPublicSubnet", "10.40.0.0/23"),
            fields.cidr("databricksPrivateSubnet", "10.40.2.0/23"),
            fields.cidr("postgresSubnet", "10.40.4.0/27"),
            fields.cidr("privateEndpointsSubnet", "10.40.4.32/27"),
            fields.cidr("agentsSubnet", "10.40.4.64/27"),
            clients,
            VpnSettings.read(fields, addressSpace, clients, problems),
            fields.choice("networkWatcher", Watcher.adopt, Watcher::name) == Watcher.create,
            fields.integer("flowLogDays", 90, 1, 365),
            fields.integer("trafficAnalyticsMinutes", 60, 10, 60));
    network.check(problems);
    return network;
  }

  private void check(SettingsProblems problems) {
    if (trafficAnalyticsMinutes != 10 && trafficAnalyticsMinutes != 60) {
      problems.add(
          "trafficAnalyticsMinutes",
          Fields.quote(Integer.toString(trafficAnalyticsMinutes)),
          "10 or 60",
          "60");
    }
    if (addressSpace.prefix() > DATABRICKS_NETWORK_PREFIX) {
      problems.add(
          "addressSpace",
          Fields.quote(addressSpace.toString()),
          "/24 or larger, because Databricks requires it",
          "10.40.0.0/21");
    }
    Map<String, Cidr> subnets = subnets();
    size(problems, "databricksPublicSubnet", DATABRICKS_PREFIX);
    size(problems, "databricksPrivateSubnet", DATABRICKS_PREFIX);
    size(problems, "postgresSubnet", POSTGRES_PREFIX);
    size(problems, "privateEndpointsSubnet", OTHER_PREFIX);
    size(problems, "agentsSubnet", OTHER_PREFIX);
    if (vpn.isPresent()) {
      size(problems, VpnSettings.GATEWAY, VpnSettings.GATEWAY_PREFIX);
      size(problems, VpnSettings.RESOLVER, VpnSettings.RESOLVER_PREFIX);
    }
    List<String> keys = List.copyOf(subnets.keySet());
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      Cidr subnet = subnets.get(key);
      within(problems, key, subnet);
      for (String other : keys.subList(0, i)) {
        apart(problems, key, subnet, other, subnets.get(other));
      }
    }
  }

  private void within(SettingsProblems problems, String key, Cidr subnet) {
    if (!addressSpace.contains(subnet)) {
      String expected = "a network inside addressSpace, which is " + addressSpace;
      problems.add(key, Fields.quote(subnet.toString()), expected, example(key));
    }
  }

  private void apart(
      SettingsProblems problems, String key, Cidr subnet, String other, Cidr otherSubnet) {
    if (subnet.overlaps(otherSubnet)) {
      String expected = "no overlap with %s, which is %s".formatted(other, otherSubnet);
      problems.add(key, Fields.quote(subnet.toString()), expected, example(key));
    }
  }

  /** Checks the subnet of a system, which exists only if the system is enabled. */
  void checkSystemSubnet(SettingsProblems problems, String key, Cidr subnet, int longestPrefix) {
    size(problems, key, subnet, longestPrefix);
    within(problems, key, subnet);
    subnets().forEach((other, range) -> apart(problems, key, subnet, other, range));
  }

  private void size(SettingsProblems problems, String key, int longestPrefix) {
    size(problems, key, subnets().get(key), longestPrefix);
  }

  private void size(SettingsProblems problems, String key, Cidr subnet, int longestPrefix) {
    if (subnet.prefix() > longestPrefix) {
      String expected = "/%d or larger".formatted(longestPrefix);
      problems.add(key, Fields.quote(subnet.toString()), expected, example(key));
    }
  }

  /** The default subnet, moved to the configured address space. */
  private String example(String key) {
    return switch (key) {
      case "databricksPublicSubnet" -> at(0, 23);
      case "databricksPrivateSubnet" -> at(512, 23);
      case "postgresSubnet" -> at(1024, 27);
      case "privateEndpointsSubnet" -> at(1056, 27);
      case VpnSettings.GATEWAY -> at(1120, 27);
      case VpnSettings.RESOLVER -> at(1152, 28);
      case FunctionSettings.SUBNET -> at(1216, 26);
      default -> at(1088, 27);
    };
  }

  private String at(int offset, int prefix) {
    return new Cidr(addressSpace.address() + offset, prefix).toString();
  }

  private Map<String, Cidr> subnets() {
    Map<String, Cidr> subnets = new LinkedHashMap<>();
    subnets.put("databricksPublicSubnet", databricksPublic);
    subnets.put("databricksPrivateSubnet", databricksPrivate);
    subnets.put("postgresSubnet", postgres);
    subnets.put("privateEndpointsSubnet", privateEndpoints);
    subnets.put("agentsSubnet", agents);
    vpn.ifPresent(
        settings -> {
          subnets.put(VpnSettings.GATEWAY, settings.gateway());
          subnets.put(VpnSettings.RESOLVER, settings.resolver());
        });
    return subnets;
  }
}
