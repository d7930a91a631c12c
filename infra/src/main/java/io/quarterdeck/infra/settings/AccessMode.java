package io.quarterdeck.infra.settings;

import java.util.Locale;

/** The networks from which PostgreSQL, Blob, Key Vault and Databricks are reachable. */
public enum AccessMode {
  /** Only the virtual network, through private endpoints; public access is disabled. */
  PRIVATE,
  /** Also the networks of the setting {@code allowedCidrs}. Refused in production. */
  PUBLIC;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
