package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.pipelines.PipelineAccessControlRequest;
import com.databricks.sdk.service.pipelines.PipelineAccessControlResponse;
import com.databricks.sdk.service.pipelines.PipelinePermission;
import com.databricks.sdk.service.pipelines.PipelinePermissionLevel;
import com.databricks.sdk.service.pipelines.PipelinePermissionsRequest;
import io.quarterdeck.azure.databricks.pipeline.WorkspacePipeline;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.contract.OrdersPipeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives principals permissions on the declarative pipeline that another principal registered
 * ("Access control lists", "Pipeline ACLs", Databricks).
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 */
record PipelineManagers(Workspace workspace, String stack) {
  private static final Set<PipelinePermissionLevel> MANAGE =
      Set.of(PipelinePermissionLevel.IS_OWNER, PipelinePermissionLevel.CAN_MANAGE);
  private static final Set<PipelinePermissionLevel> RUN =
      Set.of(
          PipelinePermissionLevel.IS_OWNER,
          PipelinePermissionLevel.CAN_MANAGE,
          PipelinePermissionLevel.CAN_RUN);

  /** Returns the missing permissions to change the pipeline, if it exists. */
  List<WorkspaceChange> missingManage(List<WorkspacePrincipal> principals) {
    return missing(principals, PipelinePermissionLevel.CAN_MANAGE, MANAGE);
  }

  /** Returns the missing permissions to start and stop updates of the pipeline, if it exists. */
  List<WorkspaceChange> missingRun(List<WorkspacePrincipal> principals) {
    return missing(principals, PipelinePermissionLevel.CAN_RUN, RUN);
  }

  private List<WorkspaceChange> missing(
      List<WorkspacePrincipal> principals,
      PipelinePermissionLevel level,
      Set<PipelinePermissionLevel> enough) {
    List<WorkspaceChange> changes = new ArrayList<>();
    Optional<String> id =
        principals.isEmpty()
            ? Optional.empty()
            : new WorkspacePipeline(workspace, stack).registeredId();
    if (id.isEmpty()) {
      return changes;
    }
    Collection<PipelineAccessControlResponse> entries = entries(id.get());
    for (WorkspacePrincipal principal : principals) {
      if (!includes(entries, principal, enough)) {
        changes.add(
            new WorkspaceChange(
                "%s on pipeline %s for %s"
                    .formatted(
                        level.toString().replace('_', ' '), OrdersPipeline.NAME, principal.shown()),
                () -> permit(id.get(), principal, level)));
      }
    }
    return changes;
  }

  private Collection<PipelineAccessControlResponse> entries(String id) {
    return workspace.call(
        "read the permissions of the pipeline " + OrdersPipeline.NAME,
        client ->
            Optional.ofNullable(client.pipelines().getPermissions(id).getAccessControlList())
                .orElse(List.of()));
  }

  private static boolean includes(
      Collection<PipelineAccessControlResponse> entries,
      WorkspacePrincipal principal,
      Set<PipelinePermissionLevel> levels) {
    return entries.stream()
        .filter(
            entry ->
                principal
                    .name()
                    .equalsIgnoreCase(
                        principal.isServicePrincipal()
                            ? entry.getServicePrincipalName()
                            : entry.getUserName()))
        .flatMap(entry -> entry.getAllPermissions().stream())
        .map(PipelinePermission::getPermissionLevel)
        .anyMatch(levels::contains);
  }

  private void permit(String id, WorkspacePrincipal principal, PipelinePermissionLevel level) {
    PipelineAccessControlRequest entry =
        new PipelineAccessControlRequest().setPermissionLevel(level);
    workspace.tell(
        "give a permission on the pipeline " + OrdersPipeline.NAME,
        client ->
            client
                .pipelines()
                .updatePermissions(
                    new PipelinePermissionsRequest()
                        .setPipelineId(id)
                        .setAccessControlList(
                            List.of(
                                principal.isServicePrincipal()
                                    ? entry.setServicePrincipalName(principal.name())
                                    : entry.setUserName(principal.name())))));
  }
}
