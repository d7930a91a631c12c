package io.quarterdeck.azure.server;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.ExpandableStringEnum;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.FlexibleServerCapabilityInner;
import com.azure.resourcemanager.postgresqlflexibleserver.models.CapabilityBase;
import com.azure.resourcemanager.postgresqlflexibleserver.models.CapabilityStatus;
import com.azure.resourcemanager.postgresqlflexibleserver.models.FlexibleServerEditionCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.HaMode;
import com.azure.resourcemanager.postgresqlflexibleserver.models.ServerSkuCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.ServerVersionCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.StorageEditionCapability;
import com.azure.resourcemanager.postgresqlflexibleserver.models.StorageMbCapability;
import io.quarterdeck.azure.management.ManagementClients;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What PostgreSQL flexible server offers in a region for new servers of a subscription. The request
 * is "Capabilities By Location - List" of Azure's REST reference
 * (/rest/api/postgresql/capabilities-by-location/list).
 *
 * @param capabilities the capabilities; the service returns one object for each region
 */
public record RegionCapabilities(List<FlexibleServerCapabilityInner> capabilities) {
  private static final String ENABLED = "Enabled";
  private static final long MIB_PER_GIB = 1024;

  public RegionCapabilities {
    capabilities = List.copyOf(capabilities);
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
   * @throws HttpResponseException if Azure refuses the request
   */
  public static RegionCapabilities read(
      String subscriptionId, String location, ManagementClients clients) {
    return new RegionCapabilities(
        clients.postgres(subscriptionId).getLocationBasedCapabilities().execute(location).stream()
            .toList());
  }

  /** Returns why the subscription cannot create servers in the region; empty if it can. */
  public Optional<String> restriction() {
    boolean isRestricted =
        isSupported("OfferRestricted", FlexibleServerCapabilityInner::restricted)
            || isSupported("Restricted", FlexibleServerCapabilityInner::restricted);
    if (!isRestricted && editions().findAny().isPresent()) {
      return Optional.empty();
    }
    return capabilities.stream()
        .map(FlexibleServerCapabilityInner::reason)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.of("it offers no sizes"));
  }

  /** Returns the major versions of PostgreSQL. */
  public Set<String> versions() {
    return capabilities.stream()
        .flatMap(capability -> available(capability.supportedServerVersions()))
        .map(ServerVersionCapability::name)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Returns the size with this name, if it is offered. */
  public Optional<Size> size(String name) {
    return editions()
        .flatMap(
            edition ->
                available(edition.supportedServerSkus())
                    .filter(size -> name.equalsIgnoreCase(size.name()))
                    .map(size -> new Size(highAvailability(size), storageGiB(edition))))
        .findFirst();
  }

  /** Returns whether a server can have its standby in another availability zone. */
  public boolean hasZoneRedundancy() {
    return isSupported("ZoneRedundantHa", FlexibleServerCapabilityInner::zoneRedundantHaSupported);
  }

  /** Returns whether backups can be copied to the paired region. */
  public boolean hasGeoBackup() {
    return isSupported("GeoBackup", FlexibleServerCapabilityInner::geoBackupSupported);
  }

  /** Returns whether a server can have a standby in another zone and geo-redundant backups. */
  public boolean hasZoneRedundancyWithGeoBackup() {
    return isSupported(
        "ZoneRedundantHaAndGeoBackup",
        FlexibleServerCapabilityInner::zoneRedundantHaAndGeoBackupSupported);
  }

  private Stream<FlexibleServerEditionCapability> editions() {
    return capabilities.stream()
        .flatMap(capability -> available(capability.supportedServerEditions()));
  }

  private static Set<String> highAvailability(ServerSkuCapability size) {
    return elements(size.supportedHaMode()).map(HaMode::toString).collect(Collectors.toSet());
  }

  private static Set<Long> storageGiB(FlexibleServerEditionCapability edition) {
    return available(edition.supportedStorageEditions())
        .map(StorageEditionCapability::supportedStorageMb)
        .flatMap(RegionCapabilities::available)
        .map(StorageMbCapability::storageSizeMb)
        .filter(Objects::nonNull)
        .map(mib -> mib / MIB_PER_GIB)
        .collect(Collectors.toSet());
  }

  /** According to the specification, the feature will replace the property. */
  private boolean isSupported(
      String feature, Function<FlexibleServerCapabilityInner, ExpandableStringEnum<?>> property) {
    return capabilities.stream()
        .anyMatch(
            capability ->
                elements(capability.supportedFeatures())
                    .filter(each -> feature.equals(each.name()))
                    .findFirst()
                    .<ExpandableStringEnum<?>>map(each -> each.status())
                    .or(() -> Optional.ofNullable(property.apply(capability)))
                    .filter(value -> value.toString().equals(ENABLED))
                    .isPresent());
  }

  private static <T extends CapabilityBase> Stream<T> available(List<T> capabilities) {
    return elements(capabilities).filter(each -> each.status() != CapabilityStatus.DISABLED);
  }

  /** The models of the library have null for a list that the response does not contain. */
  private static <T> Stream<T> elements(List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
