package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobAccessControlResponse;
import com.databricks.sdk.service.jobs.JobPermission;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import com.databricks.sdk.service.jobs.JobPermissionsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The permissions on one job ("Access control lists", "Job ACLs", Databricks).
 *
 * @param entries the principals that have permissions
 */
record JobPermissions(Collection<JobAccessControlResponse> entries) {
  /**
   * A principal with one of these permissions can change the job, and start and cancel its runs.
   */
  static final Set<JobPermissionLevel> MANAGE =
      Set.of(JobPermissionLevel.IS_OWNER, JobPermissionLevel.CAN_MANAGE);

  /** A principal with one of these permissions can start and cancel runs of the job. */
  static final Set<JobPermissionLevel> RUN =
      Set.of(
          JobPermissionLevel.IS_OWNER,
          JobPermissionLevel.CAN_MANAGE,
          JobPermissionLevel.CAN_MANAGE_RUN);

  /**
   * Reads the permissions, for which the caller must manage the job.
   *
   * @param shown the job in messages
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses the call
   */
  static JobPermissions read(Workspace workspace, String jobId, String shown) {
    return new JobPermissions(
        workspace.call(
            "read the permissions of the job " + shown,
            client ->
                Optional.ofNullable(client.jobs().getPermissions(jobId).getAccessControlList())
                    .orElse(List.of())));
  }

  /** Returns whether the principal has one of the levels. */
  boolean include(WorkspacePrincipal principal, Set<JobPermissionLevel> levels) {
    return entries.stream()
        .filter(entry -> principal.name().equalsIgnoreCase(name(entry, principal)))
        .flatMap(entry -> entry.getAllPermissions().stream())
        .map(JobPermission::getPermissionLevel)
        .anyMatch(levels::contains);
  }

  private static String name(JobAccessControlResponse entry, WorkspacePrincipal principal) {
    return principal.isServicePrincipal() ? entry.getServicePrincipalName() : entry.getUserName();
  }

  /**
   * Adds a permission.
   *
   * @param what the purpose, for the message of a failure
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses the call
   */
  static void add(
      Workspace workspace,
      String jobId,
      String what,
      WorkspacePrincipal principal,
      JobPermissionLevel level) {
    JobAccessControlRequest entry = new JobAccessControlRequest().setPermissionLevel(level);
    workspace.tell(
        what,
        client ->
            client
                .jobs()
                .updatePermissions(
                    new JobPermissionsRequest()
                        .setJobId(jobId)
                        .setAccessControlList(
                            List.of(
                                principal.isServicePrincipal()
                                    ? entry.setServicePrincipalName(principal.name())
                                    : entry.setUserName(principal.name())))));
  }
}
