package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import io.quarterdeck.azure.databricks.job.StackJobs;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets principals use the jobs of a stack that other principals registered. Only the owner of a
 * job, its managers and the administrators of the workspace can do this ("Access control lists",
 * Databricks).
 *
 * @param workspace the workspace
 * @param stack the name of the stack, which is a tag of its jobs
 */
record JobManagers(Workspace workspace, String stack) {
  /** Returns the missing permissions to change and run the jobs that exist. */
  List<WorkspaceChange> missingManage(List<WorkspacePrincipal> principals) {
    return missing(principals, JobPermissionLevel.CAN_MANAGE, JobPermissions.MANAGE);
  }

  /** Returns the missing permissions to start and cancel runs of the jobs that exist. */
  List<WorkspaceChange> missingRun(List<WorkspacePrincipal> principals) {
    return missing(principals, JobPermissionLevel.CAN_MANAGE_RUN, JobPermissions.RUN);
  }

  private List<WorkspaceChange> missing(
      List<WorkspacePrincipal> principals,
      JobPermissionLevel level,
      Set<JobPermissionLevel> enough) {
    List<WorkspaceChange> changes = new ArrayList<>();
    if (principals.isEmpty()) {
      return changes;
    }
    for (BaseJob job : new StackJobs(workspace, stack).list()) {
      String id = String.valueOf(job.getJobId());
      String name = job.getSettings().getName();
      JobPermissions permissions = JobPermissions.read(workspace, id, name);
      for (WorkspacePrincipal principal : principals) {
        if (!permissions.include(principal, enough)) {
          changes.add(
              new WorkspaceChange(
                  "%s on job %s for %s"
                      .formatted(level.toString().replace('_', ' '), name, principal.shown()),
                  () ->
                      JobPermissions.add(
                          workspace,
                          id,
                          "give a permission on the job " + name,
                          principal,
                          level)));
        }
      }
    }
    return changes;
  }
}
