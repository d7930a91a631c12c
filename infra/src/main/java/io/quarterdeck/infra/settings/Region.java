package io.quarterdeck.infra.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Azure regions that offer all services of the platform, with their short names and whether they
 * have availability zones and a paired region for geo-redundant copies. Source: Microsoft Learn,
 * "List of Azure regions".
 */
public enum Region {
  AUSTRALIA_EAST("australiaeast", "aue", Zones.YES, Pair.YES),
  BRAZIL_SOUTH("brazilsouth", "brs", Zones.YES, Pair.YES),
  CANADA_CENTRAL("canadacentral", "cac", Zones.YES, Pair.YES),
  CENTRAL_INDIA("centralindia", "inc", Zones.YES, Pair.YES),
  CENTRAL_US("centralus", "usc", Zones.YES, Pair.YES),
  EAST_ASIA("eastasia", "ase", Zones.YES, Pair.YES),
  EAST_US("eastus", "use", Zones.YES, Pair.YES),
  EAST_US_2("eastus2", "us2", Zones.YES, Pair.YES),
  FRANCE_CENTRAL("francecentral", "frc", Zones.YES, Pair.YES),
  GERMANY_WEST_CENTRAL("germanywestcentral", "gwc", Zones.YES, Pair.YES),
  JAPAN_EAST("japaneast", "jpe", Zones.YES, Pair.YES),
  KOREA_CENTRAL("koreacentral", "krc", Zones.YES, Pair.YES),
  NORTH_CENTRAL_US("northcentralus", "usn", Zones.NO, Pair.YES),
  NORTH_EUROPE("northeurope", "neu", Zones.YES, Pair.YES),
  NORWAY_EAST("norwayeast", "nwe", Zones.YES, Pair.YES),
  SOUTH_AFRICA_NORTH("southafricanorth", "zan", Zones.YES, Pair.YES),
  SOUTH_CENTRAL_US("southcentralus", "uss", Zones.YES, Pair.YES),
  SOUTHEAST_ASIA("southeastasia", "sea", Zones.YES, Pair.YES),
  SWEDEN_CENTRAL("swedencentral", "sec", Zones.YES, Pair.YES),
  SWITZERLAND_NORTH("switzerlandnorth", "chn", Zones.YES, Pair.YES),
  UAE_NORTH("uaenorth", "aen", Zones.YES, Pair.YES),
  UK_SOUTH("uksouth", "uks", Zones.YES, Pair.YES),
  UK_WEST("ukwest", "ukw", Zones.NO, Pair.YES),
  WEST_CENTRAL_US("westcentralus", "uwc", Zones.NO, Pair.YES),
  WEST_EUROPE("westeurope", "weu", Zones.YES, Pair.YES),
  WEST_US("westus", "usw", Zones.NO, Pair.YES),
  WEST_US_2("westus2", "uw2", Zones.YES, Pair.YES),
  WEST_US_3("westus3", "uw3", Zones.YES, Pair.YES),
  ITALY_NORTH("italynorth", "itn", Zones.YES, Pair.NO),
  POLAND_CENTRAL("polandcentral", "plc", Zones.YES, Pair.NO),
  SPAIN_CENTRAL("spaincentral", "spc", Zones.YES, Pair.NO);

  private enum Zones {
    YES,
    NO
  }

  private enum Pair {
    YES,
    NO
  }

  private final String location;
  private final String shortName;
  private final Zones zones;
  private final Pair pair;

  Region(String location, String shortName, Zones zones, Pair pair) {
    this.location = location;
    this.shortName = shortName;
    this.zones = zones;
    this.pair = pair;
  }

  static Optional<Region> parse(String location) {
    return Arrays.stream(values()).filter(region -> region.location.equals(location)).findFirst();
  }

  static List<String> locations() {
    return Arrays.stream(values()).map(Region::location).sorted().toList();
  }

  /** The region's name in Azure Resource Manager. */
  public String location() {
    return location;
  }

  /** A unique name of three characters, used in resource names. */
  public String shortName() {
    return shortName;
  }

  /** Whether the region has availability zones, for zone-redundant servers and storage. */
  public boolean hasZones() {
    return zones == Zones.YES;
  }

  /** Whether the region has a paired region, for geo-redundant backups and storage. */
  public boolean hasPair() {
    return pair == Pair.YES;
  }
}
