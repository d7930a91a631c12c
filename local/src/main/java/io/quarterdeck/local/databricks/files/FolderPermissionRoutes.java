package io.quarterdeck.local.databricks.files;

import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.identity.PermissionRoutes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions API for folders of the workspace.
 *
 * @param files the folders
 * @param acl their permissions
 */
public record FolderPermissionRoutes(WorkspaceTree files, FolderAcl acl) {
  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    new PermissionRoutes("directories", "directory", FolderAcl.LEVELS, acl.rights(), this::managed)
        .add(routes);
  }

  private PermissionRoutes.Permitted managed(ApiCall call) throws IOException {
    String id = call.rest();
    String path =
        files
            .folder(id)
            .orElseThrow(
                () -> DatabricksErrors.missing("Folder with the id " + id + " does not exist."));
    acl.requireManage(call.caller().userName(), path);
    return new PermissionRoutes.Permitted() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Optional<String> owner() {
        return Optional.empty();
      }

      @Override
      public Map<String, String> permissions() {
        return acl.of(path);
      }

      @Override
      public void permit(Map<String, String> added) throws IOException {
        acl.permit(path, added);
      }
    };
  }
}
