package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of Azure for VPN gateways. The codes and the texts of the sizes and of the zones are
 * quoted in public reports of failed deployments. The name of the subnet: Microsoft Learn, "VPN
 * Gateway settings", section "Gateway subnet".
 *
 * @param resources the resources of the subscription
 */
record GatewayRules(ArmResources resources) {
  private static final Pattern WITHOUT_ZONES = Pattern.compile("VpnGw[1-5]");
  private static final Pattern WITH_ZONES = Pattern.compile("VpnGw[1-5]AZ");
  private static final String FIRST = "properties.ipConfigurations.0.properties.";
  private static final String SUBNET = "GatewaySubnet";

  /** Refuses a gateway that Azure does not create. */
  void check(ArmRequest request, Optional<ArmResource> existing) {
    String size = BodyValues.text(request.body(), "properties.sku.name");
    if (existing.isEmpty() && WITHOUT_ZONES.matcher(size).matches()) {
      throw ApiError.of(
          400,
          "NonAzSkusNotAllowedForVPNGateway",
          "VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs can"
              + " be created going forward.");
    }
    if (WITH_ZONES.matcher(size).matches() && !hasZones(request)) {
      throw ApiError.of(
          400,
          "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
          "Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones"
              + " configured.");
    }
    String subnet = ResourceIds.name(BodyValues.text(request.body(), FIRST + "subnet.id"));
    if (!subnet.equals(SUBNET)) {
      throw ApiError.of(
          400,
          "InvalidRequestFormat",
          "The subnet of a virtual network gateway must be named %s; found %s."
              .formatted(SUBNET, subnet));
    }
  }

  private boolean hasZones(ArmRequest request) {
    return resources
        .find(BodyValues.text(request.body(), FIRST + "publicIPAddress.id"))
        .filter(address -> BodyValues.at(address, "zones.0").isPresent())
        .isPresent();
  }
}
