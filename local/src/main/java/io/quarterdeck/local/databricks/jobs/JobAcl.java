package io.quarterdeck.local.databricks.jobs;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.ApiError;

/**
 * Decides who may use a job: its owner, who created it; the administrators of the workspace, who
 * have the permission CAN_MANAGE on each job; and who got a permission on it ("Access control
 * lists", Databricks).
 *
 * @param rights the administrators and the groups
 * @param jobs the permissions on the jobs
 */
public record JobAcl(WorkspaceRights rights, JobStore jobs) {
  /** Returns whether the caller sees the job. */
  public boolean sees(WorkspaceUser user, Job job) {
    return allows(user, job, JobLevel.CAN_VIEW);
  }

  /**
   * Checks that the caller may read the job and its runs. The message is that of
   * databricks/databricks-sdk-py #953.
   *
   * @throws ApiError otherwise
   */
  public void requireView(WorkspaceUser user, Job job) {
    require(user, job, JobLevel.CAN_VIEW, "Admin or Manage Run or Owner or View");
  }

  /**
   * Checks that the caller may start and cancel runs.
   *
   * @throws ApiError otherwise
   */
  public void requireRun(WorkspaceUser user, Job job) {
    require(user, job, JobLevel.CAN_MANAGE_RUN, "Admin or Manage Run or Owner");
  }

  void requireManage(WorkspaceUser user, Job job) {
    require(user, job, JobLevel.CAN_MANAGE, "Admin or Owner");
  }

  private boolean allows(WorkspaceUser user, Job job, JobLevel level) {
    return rights.allows(user, job.creator(), jobs.permissions(job.id()), level);
  }

  private void require(WorkspaceUser user, Job job, JobLevel level, String permissions) {
    if (!allows(user, job, level)) {
      throw DatabricksErrors.denied(
          "User %s does not have %s permissions on job %d"
              .formatted(user.userName(), permissions, job.id()));
    }
  }
}
