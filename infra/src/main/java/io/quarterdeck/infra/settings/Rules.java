package io.quarterdeck.infra.settings;

import io.quarterdeck.contract.FunctionRegion;
import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.infra.settings.PostgresSku.Tier;
import io.quarterdeck.infra.settings.StorageSettings.Replication;
import java.util.stream.Collectors;

/** Checks rules that involve two or more settings. */
final class Rules {
  private static final String HIGH_AVAILABILITY = "postgresHighAvailability";

  private final Settings settings;
  private final SettingsProblems problems;

  Rules(Settings settings, SettingsProblems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void check() {
    access();
    storage();
    postgres();
    lakehouse();
    streaming();
    if (settings.environment().production()) {
      production();
    }
  }

  private void access() {
    Access access = settings.access();
    if (access.isPublic() && access.allowed().isEmpty()) {
      problems.addToList(
          "allowedCidrs", "nothing", "the networks that have public access", "203.0.113.0/24");
    }
    if (!access.isPublic() && !access.allowed().isEmpty()) {
      problems.addSurplus(
          "allowedCidrs",
          "networks",
          "none, because accessMode is private and allows no external network");
    }
  }

  private void storage() {
    Replication replication = settings.storage().replication();
    Region region = settings.environment().region();
    if (replication.needsZones() && !region.hasZones()) {
      String expected = region.location() + " has no availability zones: LRS, GRS or RAGRS";
      problems.add("storageReplication", Fields.quote(replication.name()), expected, "GRS");
    }
    if (replication.needsPair() && !region.hasPair()) {
      String expected = region.location() + " has no paired region: LRS or ZRS";
      problems.add("storageReplication", Fields.quote(replication.name()), expected, "ZRS");
    }
  }

  private void postgres() {
    PostgresSettings postgres = settings.postgres();
    Region region = settings.environment().region();
    HighAvailability standby = postgres.highAvailability();
    if (standby != HighAvailability.NONE && postgres.sku().tier() == Tier.BURSTABLE) {
      problems.add(
          "postgresSku",
          Fields.quote(postgres.sku().name()),
          "a D or E size, because burstable servers do not support high availability",
          "Standard_D2ds_v5");
    }
    if (standby == HighAvailability.ZONE_REDUNDANT && !region.hasZones()) {
      String expected = "sameZone, as " + region.location() + " has no availability zones";
      problems.add(HIGH_AVAILABILITY, Fields.quote(standby.value()), expected, "sameZone");
    }
    if (postgres.geoRedundantBackup() && !region.hasPair()) {
      String expected = "false, as " + region.location() + " has no paired region";
      problems.add("postgresGeoBackup", "true", expected, "false");
    }
  }

  /** Synapse identifies an administrator that is not a person or a group by its application id. */
  private void lakehouse() {
    boolean unnamed =
        settings.identity().loader().filter(loader -> loader.clientId().isEmpty()).isPresent();
    if (unnamed && settings.systems().contains(PlatformSystemName.LAKEHOUSE)) {
      problems.add(
          IdentitySettings.CLIENT_ID,
          "nothing",
          "the application id of the identity dataIdentityId, which publishes the SQL of the"
              + " lakehouse",
          "\"$(az ad sp show --id %s --query appId --output tsv)\""
              .formatted(settings.identity().loader().orElseThrow().objectId()));
    }
  }

  /** The function app needs a subnet, and a region with the plan Flex Consumption. */
  private void streaming() {
    if (!settings.systems().contains(PlatformSystemName.STREAMING)) {
      return;
    }
    settings
        .network()
        .checkSystemSubnet(
            problems,
            FunctionSettings.SUBNET,
            settings.streaming().function().subnet(),
            FunctionSettings.SUBNET_PREFIX);
    String location = settings.environment().region().location();
    if (!FunctionRegion.contains(location)) {
      problems.add(
          "location",
          Fields.quote(location),
          "with the system streaming, a region with the plan Flex Consumption of Azure Functions: "
              + FunctionRegion.all().stream()
                  .map(FunctionRegion::location)
                  .collect(Collectors.joining(", ")),
          Region.SWEDEN_CENTRAL.location());
    }
  }

  /** Checks the settings that production requires. */
  private void production() {
    if (settings.access().isPublic()) {
      problems.add("accessMode", "'public'", "private, as production is true", "private");
    }
    if (settings.storage().replication() == Replication.LRS) {
      problems.add("storageReplication", "'LRS'", "more than one data centre in production", "ZRS");
    }
    PostgresSettings postgres = settings.postgres();
    if (postgres.sku().tier() == Tier.BURSTABLE) {
      String found = Fields.quote(postgres.sku().name());
      problems.add("postgresSku", found, "a D or E size in production", "Standard_D4ds_v5");
    }
    if (postgres.highAvailability() == HighAvailability.NONE) {
      problems.add(
          HIGH_AVAILABILITY,
          "'none'",
          "zoneRedundant or sameZone in production",
          HighAvailability.ZONE_REDUNDANT.value());
    }
    if (!postgres.geoRedundantBackup() && settings.environment().region().hasPair()) {
      problems.add("postgresGeoBackup", "false", "true in production", "true");
    }
    if (!settings.infrastructureEncryption()) {
      problems.add("infrastructureEncryption", "false", "true in production", "true");
    }
  }
}
