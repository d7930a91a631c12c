package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for the optional paths into the network: the pipeline's agents and the VPN gateway. */
final class AccessRules {
  private static final String SCALE_SET = "compute:VirtualMachineScaleSet";
  private static final String LINUX = "virtualMachineProfile.osProfile.linuxConfiguration.";

  private AccessRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "CKV_AZURE_49",
            "agents accept no passwords",
            SCALE_SET,
            node ->
                Boolean.TRUE.equals(Values.at(node, LINUX + "disablePasswordAuthentication"))
                    && Values.at(node, "virtualMachineProfile.osProfile.adminPassword") == null),
        Rule.value(
            "CKV_AZURE_97",
            "the disks of agents are encrypted at the host",
            SCALE_SET,
            "virtualMachineProfile.securityProfile.encryptionAtHost",
            true),
        Rule.of(
            "CKV_AZURE_178",
            "agents accept an SSH key only",
            SCALE_SET,
            node ->
                Values.at(node, LINUX + "ssh.publicKeys") instanceof List<?> keys
                    && !keys.isEmpty()),
        Rule.value(
            "CKV_AZURE_179",
            "agents have Azure's VM agent",
            SCALE_SET,
            LINUX + "provisionVMAgent",
            true),
        Rule.of(
            "CKV_AZURE_95",
            "images of agents are patched automatically",
            SCALE_SET,
            node ->
                Boolean.TRUE.equals(
                    Values.at(
                        node, "upgradePolicy.automaticOSUpgradePolicy.enableAutomaticOSUpgrade"))),
        Rule.of(
            "MCSB NS-2 (agents)",
            "agents have no public addresses",
            SCALE_SET,
            node -> !node.inputs().toString().contains("publicIPAddressConfiguration")),
        Rule.of(
            "MCSB PA-7 (agents)",
            "agents have no identity",
            SCALE_SET,
            node -> node.inputs().get("identity") == null),
        Rule.of(
            "MCSB IM-1 (VPN)",
            "people sign in to the VPN gateway with Entra only",
            "network:VirtualNetworkGateway",
            AccessRules::signsInWithEntra));
  }

  private static boolean signsInWithEntra(Node gateway) {
    return List.of("AAD")
            .equals(Values.at(gateway, "vpnClientConfiguration.vpnAuthenticationTypes"))
        && List.of("OpenVPN")
            .equals(Values.at(gateway, "vpnClientConfiguration.vpnClientProtocols"));
  }
}
