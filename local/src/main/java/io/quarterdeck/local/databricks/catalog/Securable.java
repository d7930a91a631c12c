package io.quarterdeck.local.databricks.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of object in Unity Catalog, with the privileges that can be granted on it ("Unity Catalog
 * privileges and securable objects", Databricks). Only the privileges that Quarterdeck uses.
 */
enum Securable {
  METASTORE(
      "metastore",
      "Metastore",
      Set.of("CREATE_CATALOG", "CREATE_EXTERNAL_LOCATION", "CREATE_STORAGE_CREDENTIAL")),
  CATALOG(
      "catalog",
      "Catalog",
      Set.of(
          "USE_CATALOG",
          "USE_SCHEMA",
          "CREATE_SCHEMA",
          "CREATE_VOLUME",
          "READ_VOLUME",
          "WRITE_VOLUME",
          "MANAGE")),
  SCHEMA(
      "schema",
      "Schema",
      Set.of("USE_SCHEMA", "CREATE_VOLUME", "READ_VOLUME", "WRITE_VOLUME", "MANAGE")),
  VOLUME("volume", "Volume", Set.of("READ_VOLUME", "WRITE_VOLUME", "MANAGE")),
  EXTERNAL_LOCATION(
      "external_location",
      "External Location",
      Set.of("READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_VOLUME", "BROWSE", "MANAGE")),
  STORAGE_CREDENTIAL(
      "storage_credential",
      "Storage Credential",
      Set.of("CREATE_EXTERNAL_LOCATION", "READ_FILES", "WRITE_FILES", "MANAGE"));

  private final String path;
  private final String shown;
  private final Set<String> privileges;

  Securable(String path, String shown, Set<String> privileges) {
    this.path = path;
    this.shown = shown;
    this.privileges = privileges;
  }

  /** Returns the kind with this name in the permissions API. */
  static Optional<Securable> named(String path) {
    return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
  }

  String path() {
    return path;
  }

  String shown() {
    return shown;
  }

  Set<String> privileges() {
    return privileges;
  }
}
