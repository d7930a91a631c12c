package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import com.azure.resourcemanager.postgresqlflexibleserver.models.Backup;
import com.azure.resourcemanager.postgresqlflexibleserver.models.GeoRedundantBackupEnum;
import com.azure.resourcemanager.postgresqlflexibleserver.models.HighAvailabilityMode;
import com.azure.resourcemanager.postgresqlflexibleserver.models.Sku;
import com.azure.resourcemanager.postgresqlflexibleserver.models.Storage;
import io.quarterdeck.azure.server.RegionCapabilities;
import io.quarterdeck.azure.server.RegionCapabilities.Size;
import io.quarterdeck.cli.doctor.DeployTarget.NotPermitted;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.PostgresRegion;
import io.quarterdeck.contract.PostgresRegion.Access;
import io.quarterdeck.contract.PostgresRegion.Offer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares the settings of PostgreSQL with what Azure offers in the region. An existing server
 * keeps its features, even if Azure no longer offers them to new servers.
 */
final class PostgresOffer {
  static final String REGION = "postgres region";
  private static final String SIZE = "postgres size";
  private static final String HIGH_AVAILABILITY = "postgresHighAvailability";
  private static final String DISABLED = HighAvailability.NONE.mode();
  private static final String ENABLED = "Enabled";

  private final DeployTarget target;
  private final StackSettings settings;

  private PostgresOffer(DeployTarget target) {
    this.target = target;
    settings = target.settings();
  }

  /**
   * Returns the checks.
   *
   * @param needs the checks that must succeed before the first one
   */
  static List<Check> checks(DeployTarget target, List<String> needs) {
    PostgresOffer offer = new PostgresOffer(target);
    return List.of(
        new SettingCheck(REGION, needs, offer::region, NotPermitted::finding),
        check("postgres version", REGION, offer::version),
        check(SIZE, REGION, offer::size),
        check("postgres storage", SIZE, offer::storage),
        check("postgres standby", SIZE, offer::standby),
        check("postgres backup", REGION, offer::backup));
  }

  /** The check of the region reports what cannot be read, so the other checks do not repeat it. */
  private static Check check(String name, String need, Supplier<Finding> finding) {
    return new SettingCheck(
        name, List.of(need), finding, e -> Finding.skipped(REGION + " cannot be read"));
  }

  private Finding region() {
    Optional<String> restriction = target.capabilities().restriction();
    if (restriction.isEmpty()) {
      return Finding.ok(target.location() + " accepts new servers");
    }
    if (target.server().isPresent()) {
      return Finding.ok(target.location() + " accepts no new servers, but the server exists");
    }
    return refused(
        "location",
        target.location(),
        "the region is restricted: " + restriction.get().replaceAll("\\.\\s*$", ""),
        "a region that accepts new servers",
        "Ask Azure's support for access, or choose another region before the first deployment, such"
            + " as "
            + regions(region -> true)
            + ".");
  }

  private Finding version() {
    String wanted = settings.value("postgresVersion");
    Optional<String> found = target.server().map(ServerInner::version).map(String::valueOf);
    if (found.filter(version -> isLater(version, wanted)).isPresent()) {
      return refused(
          "postgresVersion",
          wanted,
          "the server has version %s, and cannot return to an earlier version"
              .formatted(found.get()),
          "at least this version",
          set("postgresVersion", found.get()));
    }
    TreeSet<String> offered = new TreeSet<>(target.capabilities().versions());
    if (offered.contains(wanted) || isEqual(target.server().map(ServerInner::version), wanted)) {
      return Finding.ok(wanted);
    }
    return refused(
        "postgresVersion",
        wanted,
        target.location() + " offers " + String.join(", ", offered),
        "one of these",
        set("postgresVersion", offered.isEmpty() ? "VERSION" : offered.last()));
  }

  /** Versions are numbers; a value that is not a number is reported as not offered. */
  private static boolean isLater(String version, String than) {
    return Stream.of(version, than).allMatch(text -> text.matches("\\d{1,4}"))
        && Integer.parseInt(version) > Integer.parseInt(than);
  }

  private Finding size() {
    String wanted = settings.value("postgresSku");
    if (size(wanted).isPresent()
        || isEqual(target.server().map(ServerInner::sku).map(Sku::name), wanted)) {
      return Finding.ok(wanted);
    }
    return refused(
        "postgresSku",
        wanted,
        target.location() + " does not offer this size",
        "a size that it offers",
        "List the sizes with az postgres flexible-server list-skus --location %s, then run: pulumi config set quarterdeck:postgresSku SIZE --stack %s"
            .formatted(target.location(), settings.stack()));
  }

  private Finding storage() {
    long wanted = Long.parseLong(settings.value("postgresStorageGiB"));
    Optional<Long> found =
        target
            .server()
            .map(ServerInner::storage)
            .map(Storage::storageSizeGB)
            .map(Integer::longValue);
    if (found.filter(size -> size > wanted).isPresent()) {
      return refused(
          "postgresStorageGiB",
          Long.toString(wanted),
          "the disk of the server has %d GiB, and cannot shrink".formatted(found.get()),
          "at least this size",
          set("postgresStorageGiB", found.get().toString()));
    }
    TreeSet<Long> offered =
        new TreeSet<>(size(settings.value("postgresSku")).map(Size::storageGiB).orElse(Set.of()));
    if (offered.contains(wanted) || found.filter(size -> size == wanted).isPresent()) {
      return Finding.ok(wanted + " GiB");
    }
    return refused(
        "postgresStorageGiB",
        Long.toString(wanted),
        "%s offers %s with %s"
            .formatted(
                target.location(),
                offered.stream().map(String::valueOf).collect(joining(", ")),
                settings.value("postgresSku")),
        "one of these",
        set("postgresStorageGiB", offered.isEmpty() ? "SIZE" : offered.first().toString()));
  }

  private Finding standby() {
    String value = settings.value(HIGH_AVAILABILITY);
    Optional<HighAvailability> wanted = HighAvailability.of(value);
    if (wanted.isEmpty()) {
      return refused(
          HIGH_AVAILABILITY,
          value,
          "it is not a value of this setting",
          "none, sameZone or zoneRedundant",
          set(HIGH_AVAILABILITY, HighAvailability.ZONE_REDUNDANT.value()));
    }
    String mode = wanted.get().mode();
    String found =
        target
            .server()
            .map(ServerInner::highAvailability)
            .map(standby -> standby.mode())
            .map(HighAvailabilityMode::toString)
            .orElse(DISABLED);
    if (mode.equals(DISABLED) || mode.equals(found)) {
      return Finding.ok(value);
    }
    return found.equals(DISABLED) ? newStandby(wanted.get()) : otherMode(wanted.get(), found);
  }

  private Finding newStandby(HighAvailability wanted) {
    RegionCapabilities offer = target.capabilities();
    Optional<Size> size = size(settings.value("postgresSku"));
    boolean isOffered =
        size.filter(each -> each.highAvailability().contains(wanted.mode())).isPresent()
            && (wanted != HighAvailability.ZONE_REDUNDANT || offer.hasZoneRedundancy());
    if (isOffered) {
      return Finding.ok(wanted.value());
    }
    boolean isSameZoneOffered =
        wanted == HighAvailability.ZONE_REDUNDANT
            && size.filter(
                    each -> each.highAvailability().contains(HighAvailability.SAME_ZONE.mode()))
                .isPresent();
    String sameZone =
        isSameZoneOffered
            ? ", or accept a standby in the same zone: pulumi config set quarterdeck:%s sameZone --stack %s"
                .formatted(HIGH_AVAILABILITY, settings.stack())
            : "";
    return refused(
        HIGH_AVAILABILITY,
        wanted.value(),
        "%s offers %s to new servers of the size %s"
            .formatted(
                target.location(),
                isSameZoneOffered ? "only sameZone" : "no such standby",
                settings.value("postgresSku")),
        "a region and a size with this standby",
        wanted == HighAvailability.ZONE_REDUNDANT
            ? "Choose another region before the first deployment, such as "
                + regions(region -> region.zoneRedundant() == Offer.OFFERED)
                + sameZone
                + "."
            : "Choose a D or E size, or another region.");
  }

  private Finding otherMode(HighAvailability wanted, String found) {
    String id = target.server().map(ServerInner::id).orElse("ID");
    return refused(
        HIGH_AVAILABILITY,
        wanted.value(),
        "the server has " + found + ", and Azure does not switch between the modes directly",
        DISABLED + " first",
        "Run: az postgres flexible-server update --ids %s --zonal-resiliency Disabled, then pulumi up --stack %s. Until then, the server has no standby."
            .formatted(id, settings.stack()));
  }

  private Finding backup() {
    boolean isWanted = settings.value("postgresGeoBackup").equals("true");
    if (!isWanted || isEqual(geoBackup(), ENABLED)) {
      return Finding.ok(isWanted ? "copied to the paired region" : "in the region only");
    }
    RegionCapabilities offer = target.capabilities();
    boolean isZoneRedundant =
        settings.value(HIGH_AVAILABILITY).equals(HighAvailability.ZONE_REDUNDANT.value())
            && offer.hasZoneRedundancy();
    if (offer.hasGeoBackup() && (!isZoneRedundant || offer.hasZoneRedundancyWithGeoBackup())) {
      return Finding.ok("copied to the paired region");
    }
    return refused(
        "postgresGeoBackup",
        "true",
        target.location()
            + " offers no geo-redundant backups"
            + (offer.hasGeoBackup() ? " together with a standby in another zone" : ""),
        "a region that offers them",
        "Choose another region before the first deployment, such as "
            + regions(PostgresRegion::geoBackup)
            + ".");
  }

  private Optional<Size> size(String name) {
    return target.capabilities().size(name);
  }

  private Optional<GeoRedundantBackupEnum> geoBackup() {
    return target.server().map(ServerInner::backup).map(Backup::geoRedundantBackup);
  }

  private static boolean isEqual(Optional<?> found, String value) {
    return found.map(Object::toString).filter(value::equals).isPresent();
  }

  private static String regions(Predicate<PostgresRegion> offer) {
    return PostgresRegion.all().stream()
        .filter(region -> region.access() == Access.OPEN)
        .filter(PostgresRegion::geoBackup)
        .filter(offer)
        .map(PostgresRegion::location)
        .collect(joining(", "));
  }

  private String set(String setting, String value) {
    return "Run: pulumi config set quarterdeck:%s %s --stack %s"
        .formatted(setting, value, settings.stack());
  }

  private static Finding refused(
      String setting, String value, String found, String expected, String advice) {
    return Finding.failed(
        "Cannot deploy %s %s: %s; expected %s".formatted(setting, value, found, expected), advice);
  }
}
