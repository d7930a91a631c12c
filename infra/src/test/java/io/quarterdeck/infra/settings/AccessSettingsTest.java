package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.StackFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the agents and of the VPN gateway. */
class AccessSettingsTest {
  @Test
  void bothPartsAreOffByDefault() {
    Settings settings = settings(Map.of());
    assertThat(settings.agents()).isEmpty();
    assertThat(settings.network().vpn()).isEmpty();
  }

  @Test
  void theDnsServerHasTheFifthAddressOfItsSubnet() {
    Settings settings = settings(StackFile.optionalAccess());
    assertThat(settings.agents().orElseThrow().vmSize()).isEqualTo("Standard_D2ds_v5");
    VpnSettings vpn = settings.network().vpn().orElseThrow();
    assertThat(vpn.resolverAddress()).isEqualTo("10.40.4.132");
    assertThat(vpn.clients()).hasToString("10.60.0.0/24");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agentsSshKey|ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAYQ==|Cannot use the setting agentsSshKey: found another text; expected a public key of OpenSSH, ssh-rsa with at least 2048 bits or ssh-ed25519, because agents is scaleSet. Run: pulumi config set quarterdeck:agentsSshKey "$(cat agents.pub)" --stack test
          agentsVmSize|Standard_B2s|Cannot use the setting agentsVmSize: found 'Standard_B2s'; expected a size of the D, E or F series with a temporary disk, version 5 to 7. Run: pulumi config set quarterdeck:agentsVmSize Standard_D2ds_v5 --stack test
          agentsVmSize|Standard_D2s_v5|Cannot use the setting agentsVmSize: found 'Standard_D2s_v5'; expected a size of the D, E or F series with a temporary disk, version 5 to 7. Run: pulumi config set quarterdeck:agentsVmSize Standard_D2ds_v5 --stack test
          vpnClientCidr|203.0.113.0/24|Cannot use the setting vpnClientCidr: found '203.0.113.0/24'; expected a private network, which is within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10. Run: pulumi config set quarterdeck:vpnClientCidr 10.60.0.0/24 --stack test
          vpnClientCidr|10.40.6.0/24|Cannot use the setting vpnClientCidr: found '10.40.6.0/24'; expected no overlap with addressSpace, which is 10.40.0.0/21. Run: pulumi config set quarterdeck:vpnClientCidr 10.60.0.0/24 --stack test
          vpnClientCidr|10.60.0.0/29|Cannot use the setting vpnClientCidr: found '10.60.0.0/29'; expected /28 or larger. Run: pulumi config set quarterdeck:vpnClientCidr 10.60.0.0/24 --stack test
          vpnClientCidr|everybody|Cannot use the setting vpnClientCidr: found 'everybody'; expected an IPv4 network such as 10.60.0.0/24. Run: pulumi config set quarterdeck:vpnClientCidr 10.60.0.0/24 --stack test
          vpnGatewaySubnet|10.40.4.96/28|Cannot use the setting vpnGatewaySubnet: found '10.40.4.96/28'; expected /27 or larger. Run: pulumi config set quarterdeck:vpnGatewaySubnet 10.40.4.96/27 --stack test
          vpnResolverSubnet|10.40.4.0/28|Cannot use the setting vpnResolverSubnet: found '10.40.4.0/28'; expected no overlap with postgresSubnet, which is 10.40.4.0/27. Run: pulumi config set quarterdeck:vpnResolverSubnet 10.40.4.128/28 --stack test
          vpnResolverSubnet|10.0.4.0/28|Cannot use the setting vpnResolverSubnet: found '10.0.4.0/28'; expected a network outside 10.0.1.0 to 10.0.16.255, which Azure reserves. Run: pulumi config set quarterdeck:vpnResolverSubnet 10.40.4.128/28 --stack test
          clientCidrs|["10.60.0.0/16"]|Cannot use the setting vpnClientCidr: found '10.60.0.0/24'; expected no overlap with 10.60.0.0/16, which clientCidrs contains. Run: pulumi config set quarterdeck:vpnClientCidr 10.60.0.0/24 --stack test
          """)
  void aWrongValueReportsHowToCorrectIt(String setting, String value, String said) {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.putAll(StackFile.optionalAccess());
    settings.put(setting, value);
    assertThat(problems(settings)).contains(said);
  }

  @Test
  void agentsNeedAKey() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.put("agents", "scaleSet");
    assertThat(problems(settings))
        .containsExactly(
            "Cannot use the setting agentsSshKey: found nothing; expected a public key of OpenSSH,"
                + " ssh-rsa with at least 2048 bits or ssh-ed25519, because agents is scaleSet."
                + " Run: pulumi config set quarterdeck:agentsSshKey \"$(cat agents.pub)\" --stack"
                + " test");
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.putAll(more);
    return Settings.read(StackFile.source(settings));
  }

  private static List<String> problems(Map<String, String> settings) {
    SettingsProblems problems = new SettingsProblems("test");
    Settings.read(new Fields(StackFile.source(settings), problems), problems);
    return problems.messages();
  }
}
