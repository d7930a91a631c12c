package io.quarterdeck.infra.settings;

import java.util.Locale;

/** From where PostgreSQL, Blob, Key Vault and Databricks can be reached. */
public enum AccessMode {
  /** Only from inside the virtual network: private endpoints, public access off. */
  PRIVATE,
  /** From the listed networks too. Never in production. */
  PUBLIC;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
