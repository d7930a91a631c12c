package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the standby of PostgreSQL runs: the values of the setting postgresHighAvailability. Source:
 * Microsoft Learn, "High availability in Azure Database for PostgreSQL flexible server" (13 July
 * 2026).
 */
public enum HighAvailability {
  /** There is no standby. */
  NONE("none", "Disabled"),
  /** In the availability zone of the server. Azure offers it in all regions. */
  SAME_ZONE("sameZone", "SameZone"),
  /** In another availability zone. Azure does not offer it in all regions. */
  ZONE_REDUNDANT("zoneRedundant", "ZoneRedundant");

  private final String value;
  private final String mode;

  HighAvailability(String value, String mode) {
    this.value = value;
    this.mode = mode;
  }

  /** Returns the value in settings. */
  public String value() {
    return value;
  }

  /** Returns Azure's name of the mode. */
  public String mode() {
    return mode;
  }

  /** Returns the constant of a value in settings, if there is one. */
  public static Optional<HighAvailability> of(String value) {
    return Arrays.stream(values()).filter(each -> each.value.equals(value)).findFirst();
  }
}
