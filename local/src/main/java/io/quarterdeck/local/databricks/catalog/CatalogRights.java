package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.databricks.task.LocationAccess;
import io.quarterdeck.local.databricks.task.ServiceCredential;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides by ownership and grants what a member may do in Unity Catalog. The messages have the form
 * {@code User does not have READ VOLUME on Volume 'main.default.jars'.} (for example in
 * databricks/terraform-databricks-examples #121).
 *
 * @param catalog the objects
 * @param grants the privileges
 * @param members the groups of members
 */
public record CatalogRights(CatalogStore catalog, GrantStore grants, WorkspaceRights members) {
  /**
   * The owner of the catalog of the workspace and of its schema. The metastore has no owner in a
   * workspace that Databricks enabled for Unity Catalog ("Admin privileges in Unity Catalog").
   */
  private static final String WORKSPACE_OWNER = "admins";

  private static final String MANAGE = "MANAGE";

  /** An object, or one that contains it. */
  private record Level(Securable kind, String name) {}

  /**
   * Checks that a member has a privilege.
   *
   * @param user the user name of the member
   * @throws ApiError otherwise
   */
  void require(String user, Securable kind, String name, String privilege) {
    if (!has(user, kind, name, privilege)) {
      throw denied(privilege, kind, name);
    }
  }

  /**
   * Checks that a member can use a volume: the privilege on it, and USE on its catalog and schema.
   *
   * @param user the user name of the member
   * @throws ApiError otherwise
   */
  public void requireVolume(String user, String volume, String privilege) {
    List<Level> levels = levels(Securable.VOLUME, volume);
    require(user, Securable.CATALOG, levels.get(2).name(), "USE_CATALOG");
    require(user, Securable.SCHEMA, levels.get(1).name(), "USE_SCHEMA");
    require(user, Securable.VOLUME, volume, privilege);
  }

  /**
   * Checks that a member can create the tables of a pipeline in a schema ("Configure pipelines",
   * Databricks: USE CATALOG, USE SCHEMA, CREATE TABLE and CREATE MATERIALIZED VIEW).
   *
   * @param user the user name of the member
   * @param schema the schema, as {@code CATALOG.SCHEMA}
   * @throws ApiError otherwise
   */
  public void requireTables(String user, String schema) {
    if (!schema.equals(MetastoreRoutes.CATALOG + "." + MetastoreRoutes.SCHEMA)) {
      throw ApiError.of(404, "SCHEMA_DOES_NOT_EXIST", "Schema '" + schema + "' does not exist.");
    }
    require(user, Securable.CATALOG, MetastoreRoutes.CATALOG, "USE_CATALOG");
    for (String privilege : List.of("USE_SCHEMA", "CREATE_TABLE", "CREATE_MATERIALIZED_VIEW")) {
      require(user, Securable.SCHEMA, schema, privilege);
    }
  }

  /**
   * Returns the external locations, with what a member may do in them. The files of a location are
   * accessed with the managed identity of its storage credential.
   *
   * @param user the user name of the member
   */
  public List<LocationAccess> locations(String user) {
    return catalog.all(CatalogStore.Kind.EXTERNAL_LOCATION).stream()
        .map(location -> access(user, location))
        .toList();
  }

  /**
   * Returns the service credentials that a member may use.
   *
   * @param user the user name of the member
   */
  public List<ServiceCredential> serviceCredentials(String user) {
    return catalog.all(CatalogStore.Kind.CREDENTIAL).stream()
        .filter(each -> has(user, Securable.CREDENTIAL, CatalogObjects.name(each), "ACCESS"))
        .map(each -> new ServiceCredential(CatalogObjects.name(each), identity(each)))
        .toList();
  }

  private static String identity(JsonObject credential) {
    JsonObject identity = credential.getAsJsonObject(ConnectorIdentity.FIELD);
    return identity.has("managed_identity_id")
        ? identity.get("managed_identity_id").getAsString()
        : "";
  }

  private LocationAccess access(String user, JsonObject location) {
    String name = CatalogObjects.name(location);
    JsonObject credential =
        catalog.existing(
            CatalogStore.Kind.STORAGE_CREDENTIAL, location.get("credential_name").getAsString());
    Set<String> privileges = new TreeSet<>(Set.of(LocationAccess.READ, LocationAccess.WRITE));
    privileges.removeIf(each -> !has(user, Securable.EXTERNAL_LOCATION, name, each));
    return new LocationAccess(
        name, ExternalLocationRoutes.slashed(location), identity(credential), privileges);
  }

  boolean has(String user, Securable kind, String name, String privilege) {
    Set<String> names = members.names(user);
    return isOwner(names, kind, name)
        || levels(kind, name).stream().anyMatch(level -> isGranted(names, level, privilege));
  }

  /** The owner of an object, the owners of what contains it, and holders of MANAGE manage it. */
  boolean manages(String user, Securable kind, String name) {
    Set<String> names = members.names(user);
    return levels(kind, name).stream()
        .anyMatch(
            level -> isOwner(names, level.kind(), level.name()) || isGranted(names, level, MANAGE));
  }

  void requireManage(String user, Securable kind, String name) {
    if (!manages(user, kind, name)) {
      throw denied(MANAGE, kind, name);
    }
  }

  /** Returns whether the member sees the object: it manages it, or has any privilege on it. */
  boolean sees(String user, Securable kind, String name) {
    Set<String> names = members.names(user);
    return manages(user, kind, name)
        || grants.of(kind, name).keySet().stream().anyMatch(names::contains)
        || levels(kind, name).stream()
            .anyMatch(
                level -> kind.privileges().stream().anyMatch(p -> isGranted(names, level, p)));
  }

  ApiError denied(String privilege, Securable kind, String name) {
    return DatabricksErrors.denied(
        "User does not have %s on %s '%s'."
            .formatted(privilege.replace('_', ' '), kind.shown(), name));
  }

  private boolean isGranted(Set<String> names, Level level, String privilege) {
    return grants.of(level.kind(), level.name()).entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()))
        .anyMatch(entry -> entry.getValue().contains(privilege));
  }

  private boolean isOwner(Set<String> names, Securable kind, String name) {
    return owner(kind, name).filter(names::contains).isPresent();
  }

  private Optional<String> owner(Securable kind, String name) {
    return switch (kind) {
      case METASTORE -> Optional.empty();
      case CATALOG, SCHEMA -> Optional.of(WORKSPACE_OWNER);
      case VOLUME, EXTERNAL_LOCATION, STORAGE_CREDENTIAL, CREDENTIAL ->
          catalog
              .find(CatalogStore.Kind.valueOf(kind.name()), name)
              .map((JsonObject object) -> object.get("owner").getAsString());
    };
  }

  /** A privilege on a catalog or schema is inherited by what it contains. */
  private static List<Level> levels(Securable kind, String name) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(kind, name));
    if (kind == Securable.VOLUME) {
      levels.add(new Level(Securable.SCHEMA, name.substring(0, name.lastIndexOf('.'))));
    }
    if (kind == Securable.VOLUME || kind == Securable.SCHEMA) {
      levels.add(new Level(Securable.CATALOG, name.substring(0, name.indexOf('.'))));
    }
    return levels;
  }
}
