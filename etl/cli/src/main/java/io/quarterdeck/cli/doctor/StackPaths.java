package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The paths into the network of a stack.
 *
 * @param group the name of the resource group
 * @param addressSpace the ranges of the network
 * @param gateway the VPN gateway; empty if there is none
 * @param privateOnly whether PostgreSQL is inside the network only
 */
record StackPaths(
    String group, List<String> addressSpace, Optional<Gateway> gateway, boolean privateOnly) {
  /**
   * The VPN gateway.
   *
   * @param clients the ranges of its clients
   * @param resolver the address of the DNS server for its clients; empty if there is none
   */
  record Gateway(String name, List<String> clients, Optional<String> resolver) {}

  /**
   * Reads the paths.
   *
   * @param privateOnly whether PostgreSQL is inside the network only
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses a request
   */
  static StackPaths read(GroupResources group, boolean privateOnly) {
    Optional<String> resolver =
        group
            .resolverEndpoints()
            .flatMap(each -> texts(each, "ipConfigurations", "privateIpAddress").stream())
            .findFirst();
    return new StackPaths(
        group.name(),
        group
            .networks()
            .flatMap(each -> texts(each, "addressSpace", "addressPrefixes").stream())
            .toList(),
        group
            .gateways()
            .map(
                each ->
                    new Gateway(
                        each.name(),
                        texts(
                            each,
                            "vpnClientConfiguration",
                            "vpnClientAddressPool",
                            "addressPrefixes"),
                        resolver))
            .findFirst(),
        privateOnly);
  }

  /** Returns the texts at a path of properties. Lists on the path stand for their elements. */
  private static List<String> texts(GenericResourceInner resource, String... path) {
    Stream<Object> found = Stream.ofNullable(resource.properties());
    for (String name : path) {
      found =
          found
              .flatMap(StackPaths::each)
              .flatMap(
                  each ->
                      each instanceof Map<?, ?> map
                          ? Stream.ofNullable((Object) map.get(name))
                          : Stream.empty());
    }
    return found.flatMap(StackPaths::each).map(Object::toString).toList();
  }

  private static Stream<?> each(Object value) {
    return value instanceof List<?> list ? list.stream() : Stream.of(value);
  }

  /** Returns where an address is. */
  CallerPlace place(LocalAddress address) {
    if (addressSpace.stream().anyMatch(address::isIn)) {
      return new CallerPlace(CallerPlace.Kind.INSIDE, address.text());
    }
    boolean vpn = gateway.stream().flatMap(each -> each.clients().stream()).anyMatch(address::isIn);
    return new CallerPlace(vpn ? CallerPlace.Kind.VPN : CallerPlace.Kind.CONNECTED, address.text());
  }

  /**
   * Returns what to run to open a path.
   *
   * @param stack the name of the stack
   */
  String advice(CallerPlace place, String stack) {
    return switch (place.kind()) {
      case INSIDE, VPN ->
          "The rules of the platform allow this path. Undo changes outside Pulumi: pulumi up"
              + " --stack "
              + stack
              + " --refresh.";
      case CONNECTED ->
          "Add this network to the settings quarterdeck:clientCidrs and"
              + " quarterdeck:clientNetworkIds (docs/azure.md, Connect other networks), then run"
              + " pulumi up --stack "
              + stack
              + ".";
      case PUBLIC, LOOPBACK -> privateOnly ? intoTheNetwork(stack) : throughTheFirewall(stack);
    };
  }

  private String intoTheNetwork(String stack) {
    return gateway
        .map(
            each ->
                "Connect with the Azure VPN Client. Its profile: az network vnet-gateway vpn-client"
                    + " generate --resource-group %s --name %s --output tsv. DNS server of the profile: %s (docs/azure.md, Connect one person)."
                        .formatted(group, each.name(), each.resolver().orElse("none exists")))
        .orElseGet(
            () ->
                "Create a VPN gateway (docs/azure.md, Connect one person): pulumi config set"
                    + " quarterdeck:vpnClientCidr 10.60.0.0/24 --stack %1$s && pulumi up --stack %1$s. Or load in the network of the stack, without a path: ./quarterdeck bootstrap --stack %1$s --load-on databricks."
                        .formatted(stack));
  }

  private static String throughTheFirewall(String stack) {
    return "Add the public address of this machine: pulumi config set --path"
        + " 'quarterdeck:allowedCidrs[0]' YOUR.PUBLIC.ADDRESS/32 --stack %1$s && pulumi up --stack %1$s."
            .formatted(stack);
  }
}
