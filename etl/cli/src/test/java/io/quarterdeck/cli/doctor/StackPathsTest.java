package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.doctor.CallerPlace.Kind;
import io.quarterdeck.cli.doctor.StackPaths.Gateway;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an address is, seen from the network of a stack, and what opens a path for it. */
class StackPathsTest {
  private static final StackPaths CLOSED =
      new StackPaths("rg-1", List.of("10.40.0.0/21"), Optional.empty(), true);
  private static final StackPaths WITH_GATEWAY =
      new StackPaths(
          "rg-1",
          List.of("10.40.0.0/21"),
          Optional.of(new Gateway("vgw-1", List.of("10.60.0.0/24"), Optional.of("10.40.4.132"))),
          true);
  private static final StackPaths OPEN =
      new StackPaths("rg-1", List.of("10.40.0.0/21"), Optional.empty(), false);

  @ParameterizedTest
  @CsvSource({
    "10.40.4.68, INSIDE, inside the network (10.40.4.68)",
    "10.40.7.255, INSIDE, inside the network (10.40.7.255)",
    "10.60.0.4, VPN, the VPN gateway (10.60.0.4)",
    "10.60.1.4, CONNECTED, a connected network (10.60.1.4)",
    "192.168.1.5, CONNECTED, a connected network (192.168.1.5)"
  })
  void theRangesDecideWhereAnAddressIs(String text, Kind kind, String words)
      throws UnknownHostException {
    LocalAddress address = LocalAddress.of(InetAddress.getByName(text)).orElseThrow();
    CallerPlace place = WITH_GATEWAY.place(address);
    assertThat(place.kind()).isEqualTo(kind);
    assertThat(place.words()).isEqualTo(words);
  }

  @Test
  void outsideAPrivateStackTheAdviceIsToConnectOrToCreateAGateway() {
    CallerPlace outside = new CallerPlace(Kind.PUBLIC, "");
    assertThat(WITH_GATEWAY.advice(outside, "dev"))
        .isEqualTo(
            "Connect with the Azure VPN Client. Its profile: az network vnet-gateway vpn-client"
                + " generate --resource-group rg-1 --name vgw-1 --output tsv. DNS server of the"
                + " profile: 10.40.4.132 (docs/azure.md, Connect one person).");
    assertThat(CLOSED.advice(outside, "dev"))
        .isEqualTo(
            "Create a VPN gateway (docs/azure.md, Connect one person): pulumi config set"
                + " quarterdeck:vpnClientCidr 10.60.0.0/24 --stack dev && pulumi up --stack dev. Or"
                + " load in the network of the stack, without a path: ./quarterdeck bootstrap"
                + " --stack dev --load-on databricks.");
  }

  @Test
  void outsideAPublicStackTheAdviceIsToAddTheAddress() {
    assertThat(OPEN.advice(new CallerPlace(Kind.PUBLIC, ""), "dev"))
        .isEqualTo(
            "Add the public address of this machine: pulumi config set --path"
                + " 'quarterdeck:allowedCidrs[0]' YOUR.PUBLIC.ADDRESS/32 --stack dev && pulumi up"
                + " --stack dev.");
  }

  @Test
  void inAConnectedNetworkTheAdviceIsToAddTheNetwork() {
    assertThat(CLOSED.advice(new CallerPlace(Kind.CONNECTED, "10.1.0.4"), "prod"))
        .isEqualTo(
            "Add this network to the settings quarterdeck:clientCidrs and"
                + " quarterdeck:clientNetworkIds (docs/azure.md, Connect other networks), then run"
                + " pulumi up --stack prod.");
  }
}
