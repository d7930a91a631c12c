package io.quarterdeck.local.databricks.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of object in Unity Catalog, with the privileges that can be granted on it ("Unity Catalog
 * privileges and securable objects", Databricks). Only the privileges that Quarterdeck uses.
 */
enum Securable {
  METASTORE("metastore", "Metastore"),
  CATALOG("catalog", "Catalog"),
  SCHEMA("schema", "Schema"),
  VOLUME("volume", "Volume"),
  EXTERNAL_LOCATION("external_location", "External Location"),
  STORAGE_CREDENTIAL("storage_credential", "Storage Credential"),
  CREDENTIAL("credential", "Credential");

  private final String path;
  private final String shown;

  Securable(String path, String shown) {
    this.path = path;
    this.shown = shown;
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
    return switch (this) {
      case METASTORE ->
          Set.of(
              "CREATE_CATALOG",
              "CREATE_EXTERNAL_LOCATION",
              "CREATE_SERVICE_CREDENTIAL",
              "CREATE_STORAGE_CREDENTIAL");
      case CATALOG ->
          Set.of(
              "USE_CATALOG",
              "USE_SCHEMA",
              "CREATE_SCHEMA",
              "CREATE_TABLE",
              "CREATE_MATERIALIZED_VIEW",
              "CREATE_VOLUME",
              "READ_VOLUME",
              "WRITE_VOLUME",
              "MANAGE");
      case SCHEMA ->
          Set.of(
              "USE_SCHEMA",
              "CREATE_TABLE",
              "CREATE_MATERIALIZED_VIEW",
              "CREATE_VOLUME",
              "READ_VOLUME",
              "WRITE_VOLUME",
              "MANAGE");
      case VOLUME -> Set.of("READ_VOLUME", "WRITE_VOLUME", "MANAGE");
      case EXTERNAL_LOCATION ->
          Set.of("READ_FILES", "WRITE_FILES", "CREATE_EXTERNAL_VOLUME", "BROWSE", "MANAGE");
      case STORAGE_CREDENTIAL ->
          Set.of("CREATE_EXTERNAL_LOCATION", "READ_FILES", "WRITE_FILES", "MANAGE");
      case CREDENTIAL -> Set.of("ACCESS", "CREATE_CONNECTION", "MANAGE");
    };
  }
}
