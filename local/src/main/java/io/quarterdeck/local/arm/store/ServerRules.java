package io.quarterdeck.local.arm.store;

import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.ReservedAdministrators;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of PostgreSQL flexible server for the administrator, the backups, and changes of the
 * disk, the version, the network and the zone. Sources: Microsoft Learn, "Limits in Azure Database
 * for PostgreSQL" (13 November 2025), "Major version upgrades", "Backup and restore", and "Network
 * with private access (virtual network integration)". No page contains the texts of the errors, so
 * the messages state the rules in the form of InvalidParameterValue.
 */
final class ServerRules {
  private static final int SHORTEST_RETENTION = 7;
  private static final int LONGEST_RETENTION = 35;
  private static final String DISABLED = HighAvailability.NONE.mode();
  private static final String SUBNET = "properties.network.delegatedSubnetResourceId";
  private static final String ZONE = "properties.network.privateDnsZoneArmResourceId";

  private ServerRules() {}

  /** Refuses values that Azure does not accept, and changes that Azure does not make. */
  static void check(ArmRequest request, Optional<ArmResource> existing) {
    administrator(request.body());
    retention(request.body());
    existing
        .map(server -> JsonMaps.map(server.body()))
        .ifPresent(
            server -> {
              storage(server, request.body());
              version(server, request.body());
              network(server, request.body());
              zone(server, request.body());
            });
  }

  private static void administrator(Map<String, Object> body) {
    String name = BodyValues.text(body, "properties.administratorLogin");
    if (ReservedAdministrators.reserves(name)) {
      throw invalid("AdministratorLogin '%s', which is reserved".formatted(name));
    }
  }

  private static void retention(Map<String, Object> body) {
    BodyValues.number(body, "properties.backup.backupRetentionDays")
        .filter(days -> days < SHORTEST_RETENTION || days > LONGEST_RETENTION)
        .ifPresent(
            days -> {
              throw invalid(
                  "BackupRetentionDays %d, which is not between %d and %d"
                      .formatted(days, SHORTEST_RETENTION, LONGEST_RETENTION));
            });
  }

  private static void storage(Map<String, Object> server, Map<String, Object> body) {
    String size = "properties.storage.storageSizeGB";
    Optional<Long> found = BodyValues.number(server, size);
    Optional<Long> wanted = BodyValues.number(body, size);
    if (found.isPresent() && wanted.isPresent() && wanted.get() < found.get()) {
      throw invalid(
          "StorageSizeGB %d: the storage of a server cannot be reduced from %d GiB"
              .formatted(wanted.get(), found.get()));
    }
  }

  private static void version(Map<String, Object> server, Map<String, Object> body) {
    Optional<Long> found = BodyValues.number(server, "properties.version");
    Optional<Long> wanted = BodyValues.number(body, "properties.version");
    if (found.isPresent() && wanted.isPresent() && wanted.get() < found.get()) {
      throw invalid(
          "Version %d: a server cannot return from version %d to an earlier version"
              .formatted(wanted.get(), found.get()));
    }
  }

  /**
   * A server stays in its subnet, or outside of a network. Its private zone can be changed, unless
   * it has a standby.
   */
  private static void network(Map<String, Object> server, Map<String, Object> body) {
    String subnet = BodyValues.text(server, SUBNET);
    String wanted = BodyValues.text(body, SUBNET);
    if (!wanted.isEmpty() && !wanted.equalsIgnoreCase(subnet)) {
      throw invalid("DelegatedSubnetResourceId: a server cannot be moved to another subnet");
    }
    if (!subnet.isEmpty()
        && BodyValues.text(body, "properties.network.publicNetworkAccess").equals("Enabled")) {
      throw invalid("PublicNetworkAccess: a server in a subnet cannot have public access");
    }
    String zone = BodyValues.text(body, ZONE);
    if (!zone.isEmpty()
        && !zone.equalsIgnoreCase(BodyValues.text(server, ZONE))
        && hasStandby(server)) {
      throw invalid("PrivateDnsZoneArmResourceId: the zone of a server with a standby is fixed");
    }
  }

  /** A server changes its zone only with its standby, in a failover. */
  private static void zone(Map<String, Object> server, Map<String, Object> body) {
    String found = BodyValues.text(server, "properties.availabilityZone");
    String wanted = BodyValues.text(body, "properties.availabilityZone");
    if (!found.isEmpty() && !wanted.isEmpty() && !found.equals(wanted)) {
      throw invalid("AvailabilityZone: a server cannot be moved to another zone");
    }
  }

  private static boolean hasStandby(Map<String, Object> server) {
    String mode = BodyValues.text(server, "properties.highAvailability.mode");
    return !mode.isEmpty() && !mode.equals(DISABLED);
  }

  private static ApiError invalid(String what) {
    return ApiError.of(
        400,
        "InvalidParameterValue",
        "Invalid value given for parameter %s. Specify a valid parameter value.".formatted(what));
  }

  /** Returns the network that a request without one does not change. */
  static Map<String, Object> kept(ArmRequest request, Optional<ArmResource> existing) {
    String network = "properties.network";
    return existing
        .filter(server -> BodyValues.at(request.body(), network).isEmpty())
        .flatMap(server -> BodyValues.at(server, network))
        .map(value -> Map.<String, Object>of("properties", Map.of("network", value)))
        .orElseGet(Map::of);
  }
}
