package io.quarterdeck.local.databricks.jobs;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.ApiError;

/**
 * Decides who may use a job: its owner, who created it, and the administrators of the workspace,
 * who have the permission CAN_MANAGE on each job ("Access control lists", Databricks). Other
 * permissions cannot be granted here, because Quarterdeck does not use them.
 *
 * @param rights the administrators
 */
public record JobAcl(WorkspaceRights rights) {
  /** Returns whether the caller sees the job. */
  public boolean sees(WorkspaceUser user, Job job) {
    return job.creator().equalsIgnoreCase(user.userName()) || rights.isAdmin(user);
  }

  /**
   * Checks that the caller may read the job and its runs. The message is that of
   * databricks/databricks-sdk-py #953.
   *
   * @throws ApiError otherwise
   */
  public void requireView(WorkspaceUser user, Job job) {
    require(user, job, "Admin or Manage Run or Owner or View");
  }

  /**
   * Checks that the caller may start and cancel runs.
   *
   * @throws ApiError otherwise
   */
  public void requireRun(WorkspaceUser user, Job job) {
    require(user, job, "Admin or Manage Run or Owner");
  }

  void requireManage(WorkspaceUser user, Job job) {
    require(user, job, "Admin or Owner");
  }

  private void require(WorkspaceUser user, Job job, String permissions) {
    if (!sees(user, job)) {
      throw DatabricksErrors.denied(
          "User %s does not have %s permissions on job %d"
              .formatted(user.userName(), permissions, job.id()));
    }
  }
}
