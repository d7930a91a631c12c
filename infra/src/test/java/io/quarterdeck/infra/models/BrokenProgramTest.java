package io.quarterdeck.infra.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the models detect errors that the compiler does not: each case breaks one resource of
 * prod.
 */
class BrokenProgramTest {
  private static Graph prod;

  @BeforeAll
  static void record() {
    Map<String, String> settings = new TreeMap<>(StackFile.withAllSystems("prod"));
    settings.putAll(StackFile.optionalAccess());
    prod = Recorder.run(StackFile.source(settings));
  }

  /**
   * Returns cases: resource, path of the input, invalid value (null removes the input), expected
   * finding.
   */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        broken("lake", "minimumTlsVersion", "TLS1_9", "unknown value of MinimumTlsVersion"),
        broken("lake", "sku.name", "Standard_TRIPLE", "unknown value of SkuName"),
        broken("lake", "sku", null, "missing: Missing required property sku"),
        broken("lake", "allowPublicBlobs", false, "unknown property or value: properties.allow"),
        broken("lake", "networkRuleSet.defaultAction", "Refuse", "defaultAction"),
        broken("vault", "properties.tenantId", null, "missing: properties.tenantId"),
        broken("vault", "properties.networkAcls.default", "Deny", "properties.networkAcls.default"),
        broken("postgres", "version", "9.6", "unknown value of properties.version: 9.6"),
        broken("postgres", "sku.tier", "Bursting", "unknown value of sku.tier: Bursting"),
        broken(
            "postgres", "highAvailability.mode", "Zonal", "unknown value of properties.highAvail"),
        broken("postgres", "backup.days", 7.0, "properties.backup.days"),
        broken("vnet", "addressSpace.prefixes", List.of("10.0.0.0/8"), "addressSpace.prefixes"),
        // Network 2025-03-01 has this SKU; the requests use 2024-05-01.
        broken("nat", "sku.name", "StandardV2", "unknown value of NatGatewaySkuName: StandardV2"),
        broken("agents", "sku.size", "Standard_D2ds_v5", "unknown property or value: sku.size"),
        broken(
            "agents", "upgradePolicy.mode", "Never", "unknown value of properties.upgradePolicy"),
        broken("vpn", "sku.name", "VpnGw9AZ", "unknown value of VirtualNetworkGatewaySkuName"),
        broken("vpn-resolver", "virtualNetwork.id", null, "missing: properties.virtualNetwork.id"),
        broken("subnet-agents", "nsg", Map.of("id", "x"), "properties.nsg"),
        broken("vnet-flow-log", "storageId", null, "missing: Missing required property storageId"),
        broken("vnet-flow-log", "format.type", "CSV", "unknown value of FlowLogFormatType: CSV"),
        broken(
            "job-writes-lake", "principalType", "Robot", "unknown value of PrincipalType: Robot"),
        broken("job-writes-lake", "principalId", null, "missing: Missing required property"),
        broken("lake-lock", "level", "DoNotTouch", "unknown value of properties.level: DoNotTouch"),
        broken("alert-postgres-cpu", "severity", null, "missing: properties.severity"),
        broken("alert-postgres-cpu", "window", "PT15M", "properties.window"),
        broken(
            "databricks", "publicNetworkAccess", "Off", "unknown value of properties.publicNetw"),
        broken("databricks", "computeMode", null, "missing: properties.computeMode"),
        broken("databricks", "parameters.noPublicIp", Map.of("value", true), "noPublicIp"),
        broken("lake-lock", "level", null, "missing: properties"),
        broken(
            "postgres",
            "storage.storageSizeGB",
            "128",
            "wrong type of properties.storage.storageS"),
        broken(
            "postgres",
            "highAvailability.state",
            "Healthy",
            "unknown property or value: properties.highAvailability.state"),
        broken(
            "administrator-deployment",
            "principalType",
            "Robot",
            "unknown value of properties.principalType: Robot"),
        broken(
            "action-group",
            "emailReceivers",
            List.of(Map.of("emailAddress", "data-platform@example.com")),
            "missing: properties.emailReceivers[0].name"),
        broken("data-factory", "publicNetworkAccess", "Off", "unknown value of PublicNetworkAcc"),
        broken("data-factory", "identity.type", "Person", "unknown value of FactoryIdentityType"),
        broken("data-factory", "encryption.keyName", null, "missing: Missing required property"),
        broken("data-factory", "network", "default", "unknown property or value: properties.netw"),
        broken("data-factory-runtime", "properties.type", "Unmanaged", "unknown value of Integr"),
        broken("data-factory-to-vault", "properties.group", "vault", "value: group"),
        broken("synapse", "publicNetworkAccess", "Off", "unknown value of properties.publicNetw"),
        broken("synapse", "firewall", "on", "unknown property or value: properties.firewall"),
        broken("synapse", "azureADOnlyAuthentication", "yes", "wrong type of properties.azureAD"),
        broken("synapse-active-key", "isActive", true, "unknown property or value: properties.is"),
        broken("synapse-administrator", "objectId", "x", "value: properties.objectId"),
        broken("data-factory-network", "properties.mode", "Partial", "properties.mode"),
        broken(
            "data-factory-network",
            "properties.template.resources",
            List.of(Map.of("type", "Microsoft.Compute/virtualMachines")),
            "unknown type in the template: Microsoft.Compute/virtualMachines"),
        broken("budget", "notifications.actual-50.operator", "Above", "50.operator: Above"),
        broken("budget", "timeGrain", "Daily", "unknown value of properties.timeGrain: Daily"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void detectsABrokenProgram(String resource, String path, Object value, String said) {
    Node sound = prod.resource(resource);
    assertThat(ModelTest.findings(sound)).isEmpty();

    Node broken = with(sound, put(sound.inputs(), path, value));
    assertThat(ModelTest.findings(broken))
        .anySatisfy(finding -> assertThat(finding).contains(said));
  }

  private static Arguments broken(String resource, String path, Object value, String said) {
    return Arguments.of(resource, path, value, said);
  }

  private static Node with(Node node, Map<String, Object> inputs) {
    return new Node(
        node.type(),
        node.name(),
        node.parent(),
        node.protect(),
        node.ignoreChanges(),
        node.replaceOnChanges(),
        node.deleteBeforeReplace(),
        node.after(),
        inputs);
  }

  @SuppressWarnings("unchecked") // Inputs are nested maps with string keys.
  private static Map<String, Object> put(Map<String, Object> inputs, String path, Object value) {
    Map<String, Object> changed = new TreeMap<>(inputs);
    int dot = path.indexOf('.');
    if (dot > 0) {
      String first = path.substring(0, dot);
      Map<String, Object> inner = (Map<String, Object>) changed.get(first);
      changed.put(first, put(inner, path.substring(dot + 1), value));
    } else if (value == null) {
      changed.remove(path);
    } else {
      changed.put(path, value);
    }
    return changed;
  }
}
