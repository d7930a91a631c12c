package io.quarterdeck.contract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The paired region of each region, in which Azure stores geo-redundant copies. Source: Microsoft
 * Learn, "List of Azure regions" (21 March 2025).
 */
public final class PairedRegion {
  private static final Map<String, String> PAIRS =
      Map.ofEntries(
          Map.entry("australiaeast", "australiasoutheast"),
          Map.entry("brazilsouth", "southcentralus"),
          Map.entry("canadacentral", "canadaeast"),
          Map.entry("centralindia", "southindia"),
          Map.entry("centralus", "eastus2"),
          Map.entry("eastasia", "southeastasia"),
          Map.entry("eastus", "westus"),
          Map.entry("eastus2", "centralus"),
          Map.entry("francecentral", "francesouth"),
          Map.entry("germanywestcentral", "germanynorth"),
          Map.entry("japaneast", "japanwest"),
          Map.entry("koreacentral", "koreasouth"),
          Map.entry("northcentralus", "southcentralus"),
          Map.entry("northeurope", "westeurope"),
          Map.entry("norwayeast", "norwaywest"),
          Map.entry("southafricanorth", "southafricawest"),
          Map.entry("southcentralus", "northcentralus"),
          Map.entry("southeastasia", "eastasia"),
          Map.entry("swedencentral", "swedensouth"),
          Map.entry("switzerlandnorth", "switzerlandwest"),
          Map.entry("uaenorth", "uaecentral"),
          Map.entry("uksouth", "ukwest"),
          Map.entry("ukwest", "uksouth"),
          Map.entry("westcentralus", "westus2"),
          Map.entry("westeurope", "northeurope"),
          Map.entry("westus", "eastus"),
          Map.entry("westus2", "westcentralus"),
          Map.entry("westus3", "eastus"));

  /** Azure gives access to these regions only on request. Source: the same page. */
  private static final Set<String> ON_REQUEST =
      Set.of(
          "francesouth",
          "germanynorth",
          "koreasouth",
          "norwaywest",
          "southafricawest",
          "swedensouth",
          "switzerlandwest",
          "uaecentral");

  private PairedRegion() {}

  /** Returns whether a subscription needs Azure's permission to create resources in a region. */
  public static boolean isOnRequest(String location) {
    return ON_REQUEST.contains(location);
  }

  /** Returns the paired region of a region, both as in Azure Resource Manager. */
  public static Optional<String> of(String location) {
    return Optional.ofNullable(PAIRS.get(location));
  }
}
