package io.quarterdeck.local.databricks.jobs;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.ApiError;

/**
 * Decides who may use a job: its owner, who created it, the administrators of the workspace, who
 * have the permission CAN_MANAGE on each job, and the members to which a permission was granted
 * ("Access control lists", Databricks).
 *
 * @param rights the administrators and the groups of members
 */
public record JobAcl(WorkspaceRights rights) {
  /** Returns whether the caller sees the job. */
  public boolean sees(WorkspaceUser user, Job job) {
    return may(user, job, JobPermission.CAN_VIEW);
  }

  private boolean may(WorkspaceUser user, Job job, JobPermission needed) {
    if (job.creator().equalsIgnoreCase(user.userName()) || rights.isAdmin(user)) {
      return true;
    }
    return rights.names(user.userName()).stream()
        .map(job.granted()::get)
        .anyMatch(granted -> granted != null && granted.includes(needed));
  }

  /**
   * Checks that the caller may read the job and its runs. The message is that of
   * databricks/databricks-sdk-py #953.
   *
   * @throws ApiError otherwise
   */
  public void requireView(WorkspaceUser user, Job job) {
    require(user, job, JobPermission.CAN_VIEW, "Admin or Manage Run or Owner or View");
  }

  /**
   * Checks that the caller may start and cancel runs.
   *
   * @throws ApiError otherwise
   */
  public void requireRun(WorkspaceUser user, Job job) {
    require(user, job, JobPermission.CAN_MANAGE_RUN, "Admin or Manage Run or Owner");
  }

  void requireManage(WorkspaceUser user, Job job) {
    require(user, job, JobPermission.CAN_MANAGE, "Admin or Owner");
  }

  private void require(WorkspaceUser user, Job job, JobPermission needed, String permissions) {
    if (!may(user, job, needed)) {
      throw DatabricksErrors.denied(
          "User %s does not have %s permissions on job %d"
              .formatted(user.userName(), permissions, job.id()));
    }
  }
}
