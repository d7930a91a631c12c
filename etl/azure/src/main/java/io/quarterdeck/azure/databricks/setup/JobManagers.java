package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobAccessControlResponse;
import com.databricks.sdk.service.jobs.JobPermission;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import com.databricks.sdk.service.jobs.JobPermissionsRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  /** Who has one of these can change the job, and start and cancel its runs. */
  private static final Set<JobPermissionLevel> MANAGE =
      EnumSet.of(JobPermissionLevel.IS_OWNER, JobPermissionLevel.CAN_MANAGE);

  /** Returns the missing permissions to change and run the jobs that exist. */
  List<WorkspaceChange> missingManage(List<WorkspacePrincipal> principals) {
    return missing(principals, JobPermissionLevel.CAN_MANAGE, MANAGE);
  }

  /** Returns the missing permissions to start and cancel runs of the jobs that exist. */
  List<WorkspaceChange> missingRun(List<WorkspacePrincipal> principals) {
    Set<JobPermissionLevel> enough = EnumSet.copyOf(MANAGE);
    enough.add(JobPermissionLevel.CAN_MANAGE_RUN);
    return missing(principals, JobPermissionLevel.CAN_MANAGE_RUN, enough);
  }

  private List<WorkspaceChange> missing(
      List<WorkspacePrincipal> principals,
      JobPermissionLevel level,
      Set<JobPermissionLevel> enough) {
    List<WorkspaceChange> changes = new ArrayList<>();
    if (principals.isEmpty()) {
      return changes;
    }
    for (BaseJob job : jobs()) {
      String name = job.getSettings().getName();
      Collection<JobAccessControlResponse> there = permissions(job.getJobId(), name);
      for (WorkspacePrincipal principal : principals) {
        if (there.stream().noneMatch(entry -> permits(entry, principal, enough))) {
          changes.add(
              new WorkspaceChange(
                  "%s on job %s for %s"
                      .formatted(level.toString().replace('_', ' '), name, principal.shown()),
                  () -> permit(job.getJobId(), name, principal, level)));
        }
      }
    }
    return changes;
  }

  private List<BaseJob> jobs() {
    return workspace.call(
        "list the jobs",
        client -> {
          List<BaseJob> jobs = new ArrayList<>();
          client.jobs().list(new ListJobsRequest()).forEach(jobs::add);
          jobs.removeIf(job -> !isOurs(job));
          return jobs;
        });
  }

  private boolean isOurs(BaseJob job) {
    Map<String, String> tags = Optional.ofNullable(job.getSettings().getTags()).orElse(Map.of());
    return JobDefinition.MANAGED_BY_VALUE.equals(tags.get(JobDefinition.MANAGED_BY))
        && stack.equals(tags.get("stack"));
  }

  private Collection<JobAccessControlResponse> permissions(long id, String name) {
    return workspace.call(
        "read the permissions of the job " + name,
        client ->
            Optional.ofNullable(
                    client.jobs().getPermissions(String.valueOf(id)).getAccessControlList())
                .orElse(List.of()));
  }

  private static boolean permits(
      JobAccessControlResponse entry,
      WorkspacePrincipal principal,
      Set<JobPermissionLevel> enough) {
    String name =
        principal.isServicePrincipal() ? entry.getServicePrincipalName() : entry.getUserName();
    return principal.name().equalsIgnoreCase(name)
        && entry.getAllPermissions().stream()
            .map(JobPermission::getPermissionLevel)
            .anyMatch(enough::contains);
  }

  private void permit(
      long id, String name, WorkspacePrincipal principal, JobPermissionLevel level) {
    JobAccessControlRequest entry = new JobAccessControlRequest().setPermissionLevel(level);
    workspace.tell(
        "give a permission on the job " + name,
        client ->
            client
                .jobs()
                .updatePermissions(
                    new JobPermissionsRequest()
                        .setJobId(String.valueOf(id))
                        .setAccessControlList(
                            List.of(
                                principal.isServicePrincipal()
                                    ? entry.setServicePrincipalName(principal.name())
                                    : entry.setUserName(principal.name())))));
  }
}
