package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.jobs.JobPermissionLevel;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import java.util.List;
import java.util.Optional;

/**
 * The right of a service principal to start the runs of a job: CAN_MANAGE_RUN ("Access control
 * lists", "Job ACLs", Databricks). The owner of a job can grant it. A registration does not change
 * the rights of a job.
 *
 * @param workspace the workspace
 * @param principal a member of the workspace
 */
public record JobStarter(Workspace workspace, WorkspacePrincipal principal) {
  /**
   * Returns the grant, if the right is missing.
   *
   * @param jobName the name of the job
   * @param jobId the job's id; empty if the job does not exist yet
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses a call
   */
  public List<WorkspaceChange> missing(String jobName, Optional<String> jobId) {
    return jobId.filter(this::isGranted).isPresent()
        ? List.of()
        : List.of(
            new WorkspaceChange(
                "CAN MANAGE RUN on the job " + jobName + " for the data factory",
                () -> grant(jobName, jobId.orElseThrow())));
  }

  private boolean isGranted(String jobId) {
    return JobPermissions.read(workspace, jobId, jobId).include(principal, JobPermissions.RUN);
  }

  private void grant(String jobName, String jobId) {
    Workspace granting =
        workspace.requiring(
            new WorkspaceRight(
                "the owner of the job, and the data factory as a member of the workspace",
                "An administrator of the workspace",
                "./quarterdeck setup-workspace"));
    JobPermissions.add(
        granting,
        jobId,
        "let the data factory start the job " + jobName,
        principal,
        JobPermissionLevel.CAN_MANAGE_RUN);
  }
}
