package io.quarterdeck.azure.server;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL flexible server offers in a region for new servers of a subscription. The request
 * is "Capabilities By Location - List" of Azure's REST reference
 * (/rest/api/postgresql/capabilities-by-location/list).
 *
 * @param pages the capabilities; the service returns one object for each region
 */
public record RegionCapabilities(List<ArmAnswer> pages) {
  private static final String API_VERSION =
      ApiVersions.of("Microsoft.DBforPostgreSQL/locations/capabilities").version();
  private static final String ENABLED = "Enabled";
  private static final long MIB_PER_GIB = 1024;

  public RegionCapabilities {
    pages = List.copyOf(pages);
  }

  /**
   * A size of the server.
   *
   * @param highAvailability Azure's names of the modes that the size supports in the region
   * @param storageGiB the sizes of the disk, in GiB
   */
  public record Size(Set<String> highAvailability, Set<Long> storageGiB) {
    public Size {
      highAvailability = Set.copyOf(highAvailability);
      storageGiB = Set.copyOf(storageGiB);
    }
  }

  /**
   * Reads the capabilities.
   *
   * @param location the name of the region in Resource Manager
   * @return the pages of the list; if a request fails, the last one is the error
   */
  public static List<ArmAnswer> read(
      String subscriptionId, String location, ResourceManager manager) {
    return manager.pages(
        "/subscriptions/%s/providers/Microsoft.DBforPostgreSQL/locations/%s/capabilities"
            .formatted(subscriptionId, location),
        API_VERSION);
  }

  /** Returns why the subscription cannot create servers in the region; empty if it can. */
  public Optional<String> restriction() {
    boolean isRestricted =
        isSupported("OfferRestricted", "restricted") || isSupported("Restricted", "restricted");
    if (!isRestricted && editions().findAny().isPresent()) {
      return Optional.empty();
    }
    return capabilities()
        .flatMap(capability -> capability.text("reason").stream())
        .findFirst()
        .or(() -> Optional.of("it offers no sizes"));
  }

  /** Returns the major versions of PostgreSQL. */
  public Set<String> versions() {
    return capabilities()
        .flatMap(capability -> available(capability, "supportedServerVersions"))
        .flatMap(version -> version.text("name").stream())
        .collect(Collectors.toSet());
  }

  /** Returns the size with this name, if it is offered. */
  public Optional<Size> size(String name) {
    return editions()
        .flatMap(
            edition ->
                available(edition, "supportedServerSkus")
                    .filter(size -> size.text("name").filter(name::equalsIgnoreCase).isPresent())
                    .map(
                        size ->
                            new Size(
                                Set.copyOf(size.texts("supportedHaMode")), storageGiB(edition))))
        .findFirst();
  }

  /** Returns whether a server can have its standby in another availability zone. */
  public boolean hasZoneRedundancy() {
    return isSupported("ZoneRedundantHa", "zoneRedundantHaSupported");
  }

  /** Returns whether backups can be copied to the paired region. */
  public boolean hasGeoBackup() {
    return isSupported("GeoBackup", "geoBackupSupported");
  }

  /** Returns whether a server can have a standby in another zone and geo-redundant backups. */
  public boolean hasZoneRedundancyWithGeoBackup() {
    return isSupported("ZoneRedundantHaAndGeoBackup", "zoneRedundantHaAndGeoBackupSupported");
  }

  private Stream<ArmAnswer> capabilities() {
    return pages.stream().flatMap(page -> page.values().stream());
  }

  private Stream<ArmAnswer> editions() {
    return capabilities().flatMap(capability -> available(capability, "supportedServerEditions"));
  }

  private static Set<Long> storageGiB(ArmAnswer edition) {
    return available(edition, "supportedStorageEditions")
        .flatMap(disks -> available(disks, "supportedStorageMb"))
        .flatMap(disk -> disk.text("storageSizeMb").stream())
        .map(mib -> (long) Double.parseDouble(mib) / MIB_PER_GIB)
        .collect(Collectors.toSet());
  }

  /** According to the specification, the feature will replace the property. */
  private boolean isSupported(String feature, String property) {
    return capabilities()
        .anyMatch(
            capability ->
                capability.objects("supportedFeatures").stream()
                    .filter(each -> each.text("name").filter(feature::equals).isPresent())
                    .findFirst()
                    .flatMap(each -> each.text("status"))
                    .or(() -> capability.text(property))
                    .filter(ENABLED::equals)
                    .isPresent());
  }

  private static Stream<ArmAnswer> available(ArmAnswer of, String list) {
    return of.objects(list).stream()
        .filter(each -> each.text("status").filter("Disabled"::equals).isEmpty());
  }
}
