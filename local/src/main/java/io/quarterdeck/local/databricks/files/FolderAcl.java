package io.quarterdeck.local.databricks.files;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Decides who may use workspace files. All members can use the files in {@code /Shared}, a member
 * the files in its home folder, and administrators all files. Permissions on a folder, which also
 * apply to its content, give access to other principals ("Access control lists", "Folder ACLs",
 * Databricks). Stored on disk. Thread-safe.
 */
public final class FolderAcl {
  /** The permission levels of a folder. Each contains those before it. */
  static final List<String> LEVELS = List.of("CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE");

  private static final String HOMES = "/Users/";

  private final StateFile file;
  private final JsonObject state;
  private final WorkspaceRights rights;

  private FolderAcl(StateFile file, JsonObject state, WorkspaceRights rights) {
    this.file = file;
    this.state = state;
    this.rights = rights;
  }

  /** Opens the permissions of an earlier run. */
  public static FolderAcl open(StateFile file, WorkspaceRights rights) throws IOException {
    return new FolderAcl(file, file.read(), rights);
  }

  /**
   * Checks that a member may read a file.
   *
   * @param user the user name of the member
   * @param path the path, with or without {@code /Workspace}
   * @throws ApiError otherwise
   */
  public void requireRead(String user, String path) {
    require(user, path, "CAN_READ", "read");
  }

  void requireWrite(String user, String path) {
    require(user, path, "CAN_EDIT", "write");
  }

  void requireManage(String user, String path) {
    require(user, path, "CAN_MANAGE", "manage");
  }

  private void require(String user, String path, String level, String what) {
    String bare = WorkspaceTree.plain(path);
    if (!bare.startsWith(HOMES)
        || (bare + "/")
            .toLowerCase(Locale.ROOT)
            .startsWith((HOMES + user + "/").toLowerCase(Locale.ROOT))
        || rights.isAdmin(user)
        || isPermitted(user, bare, level)) {
      return;
    }
    throw DatabricksErrors.denied(
        "User %s does not have permission to %s %s.".formatted(user, what, path));
  }

  private synchronized boolean isPermitted(String user, String bare, String level) {
    Set<String> names = rights.names(user);
    return state.entrySet().stream()
        .filter(entry -> (bare + "/").startsWith(entry.getKey() + "/"))
        .flatMap(entry -> entry.getValue().getAsJsonObject().entrySet().stream())
        .filter(entry -> names.contains(entry.getKey()))
        .anyMatch(entry -> LEVELS.indexOf(entry.getValue().getAsString()) >= LEVELS.indexOf(level));
  }

  WorkspaceRights rights() {
    return rights;
  }

  /** Returns the permissions on a folder by principal, without inherited ones. */
  synchronized Map<String, String> of(String path) {
    Map<String, String> levels = new LinkedHashMap<>();
    JsonElement entries = state.get(WorkspaceTree.plain(path));
    if (entries != null) {
      entries
          .getAsJsonObject()
          .asMap()
          .forEach((name, level) -> levels.put(name, level.getAsString()));
    }
    return levels;
  }

  /** Removes the permissions on a deleted folder and its folders. */
  synchronized void deleted(String path) throws IOException {
    String plain = WorkspaceTree.plain(path);
    state.keySet().removeIf(folder -> (folder + "/").startsWith(plain + "/"));
    file.write(state);
  }

  synchronized void permit(String path, Map<String, String> added) throws IOException {
    Map<String, String> levels = of(path);
    levels.putAll(added);
    JsonObject entries = new JsonObject();
    levels.forEach(entries::addProperty);
    state.add(WorkspaceTree.plain(path), entries);
    file.write(state);
  }
}
