package io.quarterdeck.local.arm.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gateways that Azure does not create. */
class GatewayRulesTest {
  private static final String NETWORK =
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/";
  private static final String ADDRESS = NETWORK + "publicIPAddresses/ip";

  @Test
  void aSizeWithZonesNeedsAnAddressWithZones() {
    assertThatCode(() -> check("VpnGw1AZ", "GatewaySubnet", "['1','2','3']"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check("VpnGw1AZ", "GatewaySubnet", "[]"))
        .hasMessage(
            "Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones"
                + " configured.");
  }

  @Test
  void aNewGatewayWithoutZonesIsRefused() {
    assertThatThrownBy(() -> check("VpnGw1", "GatewaySubnet", "['1']"))
        .hasMessage(
            "VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs"
                + " can be created going forward.");
    ArmResource existing = new ArmResource("id", "type", "2024-05-01", new JsonObject());
    assertThatCode(() -> check("VpnGw1", "GatewaySubnet", "['1']", Optional.of(existing)))
        .doesNotThrowAnyException();
  }

  @Test
  void theSubnetHasAFixedName() {
    assertThatThrownBy(() -> check("VpnGw1AZ", "snet-gateway", "['1']"))
        .hasMessage(
            "The subnet of a virtual network gateway must be named GatewaySubnet; found"
                + " snet-gateway.");
  }

  private static void check(String size, String subnet, String zones) {
    check(size, subnet, zones, Optional.empty());
  }

  private static void check(
      String size, String subnet, String zones, Optional<ArmResource> existing) {
    ArmResource address =
        new ArmResource(
            ADDRESS,
            "Microsoft.Network/publicIPAddresses",
            "2024-05-01",
            JsonParser.parseString("{'zones': " + zones + "}").getAsJsonObject());
    ArmResources resources =
        new ArmResources() {
          @Override
          public Optional<ArmResource> find(String id) {
            return id.equals(ADDRESS) ? Optional.of(address) : Optional.empty();
          }

          @Override
          public List<ArmResource> list() {
            return List.of(address);
          }
        };
    Map<String, Object> configuration =
        Map.of(
            "subnet",
            Map.of("id", NETWORK + "virtualNetworks/vnet/subnets/" + subnet),
            "publicIPAddress",
            Map.of("id", ADDRESS));
    new GatewayRules(resources)
        .check(
            new ArmRequest(
                ArmTypes.of("azure-native:network:VirtualNetworkGateway"),
                NETWORK + "virtualNetworkGateways/vgw",
                Map.of(
                    "properties",
                    Map.of(
                        "sku",
                        Map.of("name", size),
                        "ipConfigurations",
                        List.of(Map.of("properties", configuration))))),
            existing);
  }
}
