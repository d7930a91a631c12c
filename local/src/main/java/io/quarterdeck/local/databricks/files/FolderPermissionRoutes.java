package io.quarterdeck.local.databricks.files;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.identity.AccessEntries;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;

/**
 * The permissions API for folders of the workspace: reads the permissions, and adds some.
 *
 * @param files the folders
 * @param acl their permissions
 */
public record FolderPermissionRoutes(WorkspaceTree files, FolderAcl acl) {
  private static final String PATH = "/api/2.0/permissions/directories/";
  private static final ShapeFields UPDATE =
      AccessEntries.shape(FolderAcl.LEVELS.toArray(String[]::new));

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes.under("GET", PATH, this::get).under("PATCH", PATH, this::update);
  }

  private Answer get(ApiCall call) throws IOException {
    call.query();
    return answer(call, managed(call));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    String path = managed(call);
    acl.permit(path, new AccessEntries(acl.rights()).requested(request));
    return answer(call, path);
  }

  private String managed(ApiCall call) throws IOException {
    String path =
        files
            .folder(call.rest())
            .orElseThrow(
                () ->
                    DatabricksErrors.missing(
                        "Folder with the id " + call.rest() + " does not exist."));
    acl.requireManage(call.caller().userName(), path);
    return path;
  }

  private Answer answer(ApiCall call, String path) {
    return Answer.json(
        new AccessEntries(acl.rights())
            .answer("/directories/" + call.rest(), "directory", acl.of(path)));
  }
}
