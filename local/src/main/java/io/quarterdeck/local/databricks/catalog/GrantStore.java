package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.StateFile;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The privileges on the objects of Unity Catalog, by principal. Stored on disk. Thread-safe. */
public final class GrantStore {
  /**
   * The privileges in a new workspace. All members get them in the catalog of the workspace, and
   * its administrators get those on the metastore ("Workspace admin privileges when workspaces are
   * enabled for Unity Catalog automatically").
   */
  private static final Map<String, Map<String, Set<String>>> INITIAL =
      Map.of(
          key(Securable.METASTORE, MetastoreRoutes.ID),
          Map.of(
              "admins",
              Set.of(
                  "CREATE_CATALOG",
                  "CREATE_EXTERNAL_LOCATION",
                  "CREATE_SERVICE_CREDENTIAL",
                  "CREATE_STORAGE_CREDENTIAL")),
          key(Securable.CATALOG, MetastoreRoutes.CATALOG),
          Map.of("account users", Set.of("USE_CATALOG")),
          key(Securable.SCHEMA, MetastoreRoutes.CATALOG + "." + MetastoreRoutes.SCHEMA),
          Map.of(
              "account users",
              Set.of("USE_SCHEMA", "CREATE_TABLE", "CREATE_MATERIALIZED_VIEW", "CREATE_VOLUME")));

  private final StateFile file;
  private final JsonObject state;

  private GrantStore(StateFile file, JsonObject state) {
    this.file = file;
    this.state = state;
  }

  /** Opens the grants of an earlier run. */
  public static GrantStore open(StateFile file) throws IOException {
    GrantStore grants = new GrantStore(file, file.read());
    if (grants.state.size() == 0) {
      INITIAL.forEach(
          (key, byPrincipal) ->
              byPrincipal.forEach(
                  (principal, privileges) -> grants.set(key, principal, privileges)));
    }
    return grants;
  }

  /** Returns the privileges on an object by principal. */
  synchronized SortedMap<String, SortedSet<String>> of(Securable kind, String name) {
    SortedMap<String, SortedSet<String>> grants = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String key = key(kind, name);
    if (state.has(key)) {
      state
          .getAsJsonObject(key)
          .asMap()
          .forEach((principal, list) -> grants.put(principal, texts(list.getAsJsonArray())));
    }
    return grants;
  }

  synchronized void change(
      Securable kind,
      String name,
      String principal,
      Collection<String> added,
      Collection<String> removed)
      throws IOException {
    SortedSet<String> privileges = of(kind, name).getOrDefault(principal, new TreeSet<>());
    privileges.addAll(added);
    privileges.removeAll(removed);
    set(key(kind, name), principal, privileges);
    file.write(state);
  }

  synchronized void deleted(Securable kind, String name) throws IOException {
    state.remove(key(kind, name));
    file.write(state);
  }

  private void set(String key, String principal, Set<String> privileges) {
    JsonObject grants = state.has(key) ? state.getAsJsonObject(key) : new JsonObject();
    JsonArray array = new JsonArray();
    new TreeSet<>(privileges).forEach(array::add);
    if (array.isEmpty()) {
      grants.remove(principal);
    } else {
      grants.add(principal, array);
    }
    state.add(key, grants);
  }

  private static SortedSet<String> texts(JsonArray array) {
    SortedSet<String> texts = new TreeSet<>();
    for (JsonElement element : array) {
      texts.add(element.getAsString());
    }
    return texts;
  }

  private static String key(Securable kind, String name) {
    return kind.path() + "/" + name;
  }
}
