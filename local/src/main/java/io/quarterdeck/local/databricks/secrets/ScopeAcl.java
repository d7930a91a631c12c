package io.quarterdeck.local.databricks.secrets;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;

/**
 * Decides who may use a scope. Administrators of the workspace manage all scopes ("Secret access
 * control", Databricks).
 *
 * @param scopes the scopes with their rights
 * @param rights the groups of members
 */
public record ScopeAcl(SecretScopes scopes, WorkspaceRights rights) {
  /** The levels of rights. Each contains those before it. */
  enum Level {
    READ,
    WRITE,
    MANAGE
  }

  /**
   * Checks the right of a caller. The message is that of paiqo/Databricks-VSCode #43.
   *
   * @throws ApiError if the caller does not have the right, or the scope does not exist
   */
  void require(WorkspaceUser user, String scope, Level level) {
    Map<String, Level> acl = scopes.acl(scope);
    if (!rights.isAdmin(user) && !rights.hasLevel(user.userName(), acl, level)) {
      throw denied(user.userName(), scope, level);
    }
  }

  /**
   * Checks that runs of this member may read the secrets of a scope.
   *
   * @param user the user name of the member
   * @throws ApiError otherwise
   */
  public void requireRead(String user, String scope) {
    if (!rights.isAdmin(user) && !rights.hasLevel(user, scopes.acl(scope), Level.READ)) {
      throw denied(user, scope, Level.READ);
    }
  }

  private static ApiError denied(String user, String scope, Level level) {
    return DatabricksErrors.denied(
        "%s does not have %s permission on scope %s to perform this action."
            .formatted(user, level, scope));
  }
}
