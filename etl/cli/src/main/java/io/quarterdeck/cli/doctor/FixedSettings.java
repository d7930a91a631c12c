package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.cli.doctor.DeployTarget.NotPermitted;
import io.quarterdeck.cli.settings.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that the settings do not change what Azure fixes in existing resources. {@code pulumi
 * preview} shows such a change as an update, and Azure refuses it in the middle of the deployment.
 * The table in docs/local-stack.md contains the sources.
 */
final class FixedSettings {
  private static final String REPLICATION = "storageReplication";
  private static final String SKU_PREFIX = "Standard_";

  /** The settings of the ranges, with the subnets whose addresses are in use. */
  private static final Map<String, String> SUBNETS = new LinkedHashMap<>();

  static {
    SUBNETS.put("databricksPublicSubnet", "snet-databricks-public");
    SUBNETS.put("databricksPrivateSubnet", "snet-databricks-private");
    SUBNETS.put("postgresSubnet", "snet-postgres");
    SUBNETS.put("privateEndpointsSubnet", "snet-private-endpoints");
  }

  private final DeployTarget target;
  private final StackSettings settings;

  private FixedSettings(DeployTarget target) {
    this.target = target;
    settings = target.settings();
  }

  /** Returns the checks, which need the check of the location. */
  static List<Check> checks(DeployTarget target) {
    FixedSettings fixed = new FixedSettings(target);
    List<String> needs = List.of(DeployLocationCheck.NAME);
    return List.of(
        new SettingCheck("storage replication", needs, fixed::replication, NotPermitted::finding),
        new SettingCheck("subnets", needs, fixed::subnets, NotPermitted::finding));
  }

  /**
   * A change between a replication with zones and one without is a conversion, and not an update of
   * the account.
   */
  private Finding replication() {
    String wanted = settings.value(REPLICATION);
    for (GenericResourceInner account : target.accounts()) {
      String found = account.sku() == null ? "" : account.sku().name().replace(SKU_PREFIX, "");
      if (!found.isEmpty() && hasZones(found) != hasZones(wanted)) {
        return Finding.failed(
            "Cannot deploy %s %s: the account %s has %s, and Azure does not update it to %s; expected %s"
                .formatted(REPLICATION, wanted, account.name(), found, wanted, like(found)),
            "Run: pulumi config set quarterdeck:%s %s --stack %s. Or convert the accounts first, which takes days: az storage account migration start --account-name %s --resource-group %s --sku %s --name default"
                .formatted(
                    REPLICATION,
                    found,
                    settings.stack(),
                    account.name(),
                    target.group().map(ResourceGroupInner::name).orElse("GROUP"),
                    SKU_PREFIX + wanted));
      }
    }
    return Finding.ok(wanted);
  }

  private static boolean hasZones(String replication) {
    return replication.endsWith("ZRS");
  }

  private static String like(String found) {
    return hasZones(found) ? "ZRS, GZRS or RAGZRS" : "LRS, GRS or RAGRS";
  }

  /** The range of a subnet whose addresses are in use does not change. */
  private Finding subnets() {
    List<JsonFields> existing =
        target.network().stream()
            .map(network -> JsonFields.of(network.properties()))
            .flatMap(properties -> properties.items("subnets").stream())
            .map(JsonFields::of)
            .toList();
    for (Map.Entry<String, String> each : SUBNETS.entrySet()) {
      String wanted = settings.value(each.getKey());
      Optional<String> found =
          existing.stream()
              .filter(subnet -> subnet.text("name").equals(Optional.of(each.getValue())))
              .map(FixedSettings::range)
              .findFirst();
      if (found.filter(range -> !range.equals(wanted)).isPresent()) {
        return Finding.failed(
            "Cannot deploy %s %s: the subnet %s has %s, and its addresses are in use; expected the same range"
                .formatted(each.getKey(), wanted, each.getValue(), found.get()),
            "Run: pulumi config set quarterdeck:%s %s --stack %s. To use another range, create another environment."
                .formatted(each.getKey(), found.get(), settings.stack()));
      }
    }
    return Finding.ok(
        existing.isEmpty() ? "the network is new" : "the ranges in use do not change");
  }

  private static String range(JsonFields subnet) {
    return Stream.concat(
            subnet.text("properties", "addressPrefix").stream(),
            subnet.items("properties", "addressPrefixes").stream().map(String::valueOf))
        .distinct()
        .collect(joining(", "));
  }
}
