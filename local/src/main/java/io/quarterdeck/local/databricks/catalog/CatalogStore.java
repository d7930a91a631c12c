package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The objects of Unity Catalog, by kind and name. Stored on disk. Thread-safe. */
public final class CatalogStore {
  /** A kind of object, with its name in Databricks' messages. */
  public enum Kind {
    STORAGE_CREDENTIAL("Storage credential", "storage-credentials"),
    CREDENTIAL("Credential", "credentials"),
    EXTERNAL_LOCATION("External location", "external-locations"),
    VOLUME("Volume", "volumes");

    private final String shown;
    private final String path;

    Kind(String shown, String path) {
      this.shown = shown;
      this.path = path;
    }

    String path() {
      return path;
    }

    /**
     * Returns the kinds whose objects have different names. "The name must be unique among storage
     * and service credentials within the metastore" (Databricks REST API, "Create a credential" and
     * "Create a storage credential").
     */
    Set<Kind> namespace() {
      return switch (this) {
        case STORAGE_CREDENTIAL, CREDENTIAL -> EnumSet.of(STORAGE_CREDENTIAL, CREDENTIAL);
        case EXTERNAL_LOCATION, VOLUME -> EnumSet.of(this);
      };
    }
  }

  private final StateFile file;
  private final JsonObject state;

  private CatalogStore(StateFile file, JsonObject state) {
    this.file = file;
    this.state = state;
  }

  /** Opens the catalog with the objects of an earlier run. */
  public static CatalogStore open(StateFile file) throws IOException {
    return new CatalogStore(file, file.read());
  }

  /** Returns whether the object exists. */
  public synchronized boolean has(Kind kind, String name) {
    return find(kind, name).isPresent();
  }

  synchronized JsonObject existing(Kind kind, String name) {
    return find(kind, name)
        .orElseThrow(
            () -> ApiError.of(404, code(kind), kind.shown + " '" + name + "' does not exist."))
        .deepCopy();
  }

  synchronized List<JsonObject> all(Kind kind) {
    JsonObject objects = objects(kind);
    return new TreeMap<>(objects.asMap())
        .values().stream().map(object -> object.getAsJsonObject().deepCopy()).toList();
  }

  synchronized void create(Kind kind, String name, JsonObject object) throws IOException {
    if (kind.namespace().stream().anyMatch(each -> has(each, name))) {
      throw DatabricksErrors.bad(
          kind + "_ALREADY_EXISTS", kind.shown + " '" + name + "' already exists");
    }
    put(kind, name, object);
  }

  synchronized void put(Kind kind, String name, JsonObject object) throws IOException {
    JsonObject objects = objects(kind);
    objects.add(name, object);
    state.add(kind.name(), objects);
    file.write(state);
  }

  synchronized void delete(Kind kind, String name) throws IOException {
    existing(kind, name);
    objects(kind).remove(name);
    file.write(state);
  }

  synchronized Optional<JsonObject> find(Kind kind, String name) {
    return Optional.ofNullable(objects(kind).getAsJsonObject(name));
  }

  private JsonObject objects(Kind kind) {
    return state.has(kind.name()) ? state.getAsJsonObject(kind.name()) : new JsonObject();
  }

  private static String code(Kind kind) {
    return kind + "_DOES_NOT_EXIST";
  }
}
