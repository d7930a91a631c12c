package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;

/**
 * Decides who may use a pipeline: the owner, which is the principal that created it; the
 * administrators of the workspace; and principals with a permission on it ("Access control lists",
 * Databricks).
 *
 * @param rights the administrators and the groups
 * @param store the permissions on the pipelines
 */
record PipelineAcl(WorkspaceRights rights, PipelineStore store) {
  boolean allows(WorkspaceUser user, Pipeline pipeline, PipelineLevel level) {
    return rights.allows(user, pipeline.creator(), store.permissions(pipeline.id()), level);
  }

  /**
   * Checks that the caller has the level.
   *
   * @throws io.quarterdeck.local.http.ApiError otherwise
   */
  void require(WorkspaceUser user, Pipeline pipeline, PipelineLevel level) {
    if (!allows(user, pipeline, level)) {
      throw DatabricksErrors.denied(
          "User %s does not have %s permissions on pipeline %s."
              .formatted(
                  user.userName(),
                  switch (level) {
                    case CAN_VIEW -> "View";
                    case CAN_RUN -> "Run";
                    case CAN_MANAGE -> "Manage";
                  },
                  pipeline.id()));
    }
  }
}
