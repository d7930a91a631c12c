package io.quarterdeck.local.arm.store;

import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.PostgresRegion;
import io.quarterdeck.contract.PostgresRegion.Offer;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of PostgreSQL flexible server for the standby. Sources: Microsoft Learn, "Configure
 * high availability" (4 November 2025), which quotes the error of a direct switch, and "High
 * availability in Azure Database for PostgreSQL flexible server" (13 July 2026). The error
 * HADisabledForRegion is quoted in public reports of failed deployments. The text of the error for
 * the burstable tier is not published.
 */
final class StandbyRules {
  private static final String DISABLED = HighAvailability.NONE.mode();
  private static final String ZONE_REDUNDANT = HighAvailability.ZONE_REDUNDANT.mode();

  private StandbyRules() {}

  /** Refuses a standby that Azure does not create or keep for a server. */
  static void check(ArmRequest request, Optional<ArmResource> existing) {
    String wanted = mode(request.body());
    String found = existing.map(server -> mode(JsonMaps.map(server.body()))).orElse(DISABLED);
    if (wanted.equals(DISABLED)) {
      return;
    }
    if (!found.equals(DISABLED) && !found.equals(wanted)) {
      throw invalid(
          "Cannot switch Properties.HighAvailability.Mode directly from %s to %s. Please disable HA and then enable HA."
              .formatted(found, wanted));
    }
    if (BodyValues.text(request.body(), "sku.tier").equals("Burstable")) {
      throw invalid("High availability is not supported for the Burstable compute tier.");
    }
    if (wanted.equals(ZONE_REDUNDANT) && !wanted.equals(found)) {
      zones(String.valueOf(request.body().get("location")));
    }
  }

  private static void zones(String location) {
    PostgresRegion.of(location)
        .filter(region -> region.zoneRedundant() != Offer.OFFERED)
        .ifPresent(
            region -> {
              throw ApiError.of(
                  400,
                  "HADisabledForRegion",
                  "HA is disabled for region %s.".formatted(region.location()));
            });
  }

  private static String mode(Map<?, ?> server) {
    String mode = BodyValues.text(server, "properties.highAvailability.mode");
    return mode.isEmpty() ? DISABLED : mode;
  }

  private static ApiError invalid(String what) {
    return ApiError.of(
        400,
        "InvalidParameterValue",
        "Invalid value given for parameter %s. Specify a valid parameter value.".formatted(what));
  }
}
