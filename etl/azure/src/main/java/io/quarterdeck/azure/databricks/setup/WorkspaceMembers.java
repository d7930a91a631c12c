package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.iam.CreateUserRequest;
import com.databricks.sdk.service.iam.Group;
import com.databricks.sdk.service.iam.ListGroupsRequest;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.ListUsersRequest;
import com.databricks.sdk.service.iam.Patch;
import com.databricks.sdk.service.iam.PatchGroupRequest;
import com.databricks.sdk.service.iam.PatchOp;
import com.databricks.sdk.service.iam.PatchSchema;
import com.databricks.sdk.service.iam.PatchServicePrincipalRequest;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.iam.User;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Adds users and service principals to the workspace with SCIM. A workspace administrator can do
 * this ("Manage service principals", Databricks).
 *
 * @param workspace the workspace
 */
record WorkspaceMembers(Workspace workspace) {
  /**
   * The entitlement to create clusters. Databricks checks it when a run starts its cluster, for the
   * identity of the run ("Manage entitlements").
   */
  static final String CREATE_CLUSTERS = "allow-cluster-create";

  private static final String ADMINS = "admins";

  /** Returns the addition of the job's identity, if it is missing or may not create clusters. */
  List<WorkspaceChange> missingJob(WorkspacePrincipal job) {
    Optional<ServicePrincipal> there = servicePrincipal(job);
    List<WorkspaceChange> changes = new ArrayList<>();
    if (there.isEmpty()) {
      changes.add(
          new WorkspaceChange(
              job.shown() + " in the workspace, with " + CREATE_CLUSTERS,
              () -> addServicePrincipal(job, List.of(CREATE_CLUSTERS))));
    } else if (!values(there.get().getEntitlements()).contains(CREATE_CLUSTERS)) {
      String id = there.get().getId();
      changes.add(
          new WorkspaceChange(
              CREATE_CLUSTERS + " for " + job.shown(), () -> entitle(id, CREATE_CLUSTERS)));
    }
    return changes;
  }

  /** Returns the addition of a principal, if it is missing. */
  List<WorkspaceChange> missing(WorkspacePrincipal principal) {
    boolean isThere =
        principal.isServicePrincipal()
            ? servicePrincipal(principal).isPresent()
            : user(principal).isPresent();
    return isThere
        ? List.of()
        : List.of(
            new WorkspaceChange(principal.shown() + " in the workspace", () -> add(principal)));
  }

  /** Returns the membership in the group of administrators, if it is missing. */
  List<WorkspaceChange> missingAdministrator(WorkspacePrincipal principal) {
    boolean isThere =
        workspace.call(
            "look for the " + principal.shown(),
            client ->
                groups(principal).stream().map(ComplexValue::getDisplay).anyMatch(ADMINS::equals));
    return isThere
        ? List.of()
        : List.of(
            new WorkspaceChange(
                principal.shown() + " in the group admins", () -> makeAdministrator(principal)));
  }

  private Collection<ComplexValue> groups(WorkspacePrincipal principal) {
    Collection<ComplexValue> groups =
        principal.isServicePrincipal()
            ? servicePrincipal(principal).map(ServicePrincipal::getGroups).orElse(null)
            : user(principal).map(User::getGroups).orElse(null);
    return Optional.ofNullable(groups).orElse(List.of());
  }

  /** The principal is a member. A service principal and a user have different lists. */
  private void makeAdministrator(WorkspacePrincipal principal) {
    String id =
        (principal.isServicePrincipal()
                ? servicePrincipal(principal).map(ServicePrincipal::getId)
                : user(principal).map(User::getId))
            .orElseThrow(() -> new IllegalStateException("no member " + principal.name()));
    workspace.tell(
        "add the " + principal.shown() + " to the group admins",
        client -> {
          Group admins =
              client
                  .groupsV2()
                  .list(new ListGroupsRequest().setFilter("displayName eq \"" + ADMINS + "\""))
                  .iterator()
                  .next();
          client
              .groupsV2()
              .patch(
                  new PatchGroupRequest()
                      .setId(admins.getId())
                      .setSchemas(
                          List.of(PatchSchema.URN_IETF_PARAMS_SCIM_API_MESSAGES_2_0_PATCH_OP))
                      .setOperations(
                          List.of(
                              new Patch()
                                  .setOp(PatchOp.ADD)
                                  .setPath("members")
                                  .setValue(List.of(new ComplexValue().setValue(id))))));
        });
  }

  private void add(WorkspacePrincipal principal) {
    if (principal.isServicePrincipal()) {
      addServicePrincipal(principal, List.of());
    } else {
      workspace.tell(
          "add the " + principal.shown(),
          client -> client.usersV2().create(new CreateUserRequest().setUserName(principal.name())));
    }
  }

  /** Returns the service principal, if it is a member. */
  Optional<ServicePrincipal> servicePrincipal(WorkspacePrincipal principal) {
    return workspace.call(
        "look for the " + principal.shown(),
        client -> {
          for (ServicePrincipal each :
              client
                  .servicePrincipalsV2()
                  .list(
                      new ListServicePrincipalsRequest()
                          .setFilter("applicationId eq \"" + principal.name() + "\""))) {
            return Optional.of(each);
          }
          return Optional.empty();
        });
  }

  private Optional<User> user(WorkspacePrincipal principal) {
    return workspace.call(
        "look for the " + principal.shown(),
        client -> {
          for (User each :
              client
                  .usersV2()
                  .list(
                      new ListUsersRequest()
                          .setFilter("userName eq \"" + principal.name() + "\""))) {
            return Optional.of(each);
          }
          return Optional.empty();
        });
  }

  private void addServicePrincipal(WorkspacePrincipal principal, List<String> entitlements) {
    workspace.tell(
        "add the " + principal.shown(),
        client ->
            client
                .servicePrincipalsV2()
                .create(
                    new CreateServicePrincipalRequest()
                        .setApplicationId(principal.name())
                        .setActive(true)
                        .setEntitlements(
                            entitlements.stream()
                                .map(each -> new ComplexValue().setValue(each))
                                .toList())));
  }

  private void entitle(String id, String entitlement) {
    workspace.tell(
        "give the entitlement " + entitlement,
        client ->
            client
                .servicePrincipalsV2()
                .patch(
                    new PatchServicePrincipalRequest()
                        .setId(id)
                        .setSchemas(
                            List.of(PatchSchema.URN_IETF_PARAMS_SCIM_API_MESSAGES_2_0_PATCH_OP))
                        .setOperations(
                            List.of(
                                new Patch()
                                    .setOp(PatchOp.ADD)
                                    .setPath("entitlements")
                                    .setValue(
                                        List.of(new ComplexValue().setValue(entitlement)))))));
  }

  private static List<String> values(Collection<ComplexValue> values) {
    return Optional.ofNullable(values).orElse(List.of()).stream()
        .map(ComplexValue::getValue)
        .toList();
  }
}
