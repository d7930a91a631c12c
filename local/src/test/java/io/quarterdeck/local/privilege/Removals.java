package io.quarterdeck.local.privilege;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.iam.GetRuleSetRequest;
import com.databricks.sdk.service.iam.GrantRule;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.RuleSetResponse;
import com.databricks.sdk.service.iam.RuleSetUpdateRequest;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.iam.UpdateRuleSetRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.workspace.AclPermission;
import com.databricks.sdk.service.workspace.DeleteAcl;
import com.databricks.sdk.service.workspace.PutAcl;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.local.privilege.PlatformRight.AzureRole;
import io.quarterdeck.local.privilege.PlatformRight.CatalogPrivilege;
import io.quarterdeck.local.privilege.PlatformRight.ServerAccess;
import io.quarterdeck.local.privilege.PlatformRight.WorkspaceAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a right as who gave it, and restores it.
 *
 * @param outputs the outputs of the stack
 * @param assignments the role assignments
 * @param workspace the workspace, as its administrator
 * @param server the database, as its superuser
 */
record Removals(
    OutputValues outputs, Assignments assignments, WorkspaceClient workspace, SuperuserSql server) {
  private static final String SCOPE = "quarterdeck-local";
  private static final String CREATE_CLUSTERS = "allow-cluster-create";

  /** The memberships in the owner's role, and those in its members such as the job's roles. */
  private static final String MEMBERSHIPS =
      " from pg_auth_members given join pg_roles granted on granted.oid = given.roleid join pg_roles"
          + " member on member.oid = given.member join pg_roles grantor on grantor.oid ="
          + " given.grantor where not granted.rolsuper and pg_has_role(given.roleid,"
          + " 'quarterdeck_owner'::regrole::oid, 'member')";

  private static final String USER = "roles/servicePrincipal.user";

  /**
   * The ids of a holder; empty where it has none.
   *
   * @param objectId the object id in Entra
   * @param applicationId the name in Databricks
   * @param role the role in PostgreSQL
   */
  record Ids(String objectId, String applicationId, String role) {}

  /**
   * Removes the privileges that all members of a new workspace have in its catalog. Otherwise, the
   * privileges of setup-workspace would be necessary only in another catalog.
   */
  void removeDefaults() {
    Ids everyone = new Ids("", "account users", "");
    for (CatalogPrivilege each :
        List.of(
            new CatalogPrivilege(Privilege.USE_CATALOG, "catalog", "main"),
            new CatalogPrivilege(Privilege.USE_SCHEMA, "schema", "main.default"))) {
      change(each, new PermissionsChange().setRemove(List.of(each.privilege())), everyone);
    }
  }

  /** Deletes all jobs, so that the next registration creates one. */
  void deleteJobs() {
    workspace
        .jobs()
        .list(new ListJobsRequest())
        .forEach(job -> workspace.jobs().delete(job.getJobId()));
  }

  /** Removes the right. Returns what restores it. */
  Runnable remove(PlatformRight right, Ids holder) {
    if (right instanceof AzureRole role) {
      return assignment(holder.objectId(), role);
    } else if (right instanceof CatalogPrivilege privilege) {
      change(privilege, new PermissionsChange().setRemove(List.of(privilege.privilege())), holder);
      return () ->
          change(privilege, new PermissionsChange().setAdd(List.of(privilege.privilege())), holder);
    } else if (right instanceof WorkspaceAccess access) {
      return access(access, holder.applicationId());
    } else if (right instanceof ServerAccess access) {
      return access(access, holder);
    }
    throw new IllegalStateException("an unknown right: " + right);
  }

  private Runnable assignment(String principalId, AzureRole role) {
    Assignments.Existing existing = assignments.only(principalId, role.id());
    assignments.remove(existing);
    return () -> assignments.restore(existing);
  }

  private void change(CatalogPrivilege on, PermissionsChange change, Ids holder) {
    workspace
        .grants()
        .update(
            new UpdatePermissions()
                .setSecurableType(on.kind())
                .setFullName(on.object())
                .setChanges(List.of(change.setPrincipal(holder.applicationId()))));
  }

  private Runnable access(WorkspaceAccess access, String name) {
    return switch (access) {
      case MEMBER -> {
        workspace.servicePrincipalsV2().delete(principal(name).getId());
        yield () -> add(name, List.of());
      }
      case CREATE_CLUSTERS -> {
        // The workspace has no route that removes an entitlement only.
        workspace.servicePrincipalsV2().delete(principal(name).getId());
        add(name, List.of());
        yield () -> {
          workspace.servicePrincipalsV2().delete(principal(name).getId());
          add(name, List.of(new ComplexValue().setValue(CREATE_CLUSTERS)));
        };
      }
      case READ_SCOPE -> {
        workspace.secrets().deleteAcl(new DeleteAcl().setScope(SCOPE).setPrincipal(name));
        yield () ->
            workspace
                .secrets()
                .putAcl(
                    new PutAcl()
                        .setScope(SCOPE)
                        .setPrincipal(name)
                        .setPermission(AclPermission.READ));
      }
      case RUN_AS_JOB -> {
        List<GrantRule> before = rules();
        put(before.stream().filter(rule -> !USER.equals(rule.getRole())).toList());
        yield () -> put(before);
      }
    };
  }

  private ServicePrincipal principal(String name) {
    return workspace
        .servicePrincipalsV2()
        .list(new ListServicePrincipalsRequest().setFilter("applicationId eq \"" + name + "\""))
        .iterator()
        .next();
  }

  private void add(String name, List<ComplexValue> entitlements) {
    workspace
        .servicePrincipalsV2()
        .create(
            new CreateServicePrincipalRequest()
                .setApplicationId(name)
                .setActive(true)
                .setEntitlements(entitlements));
  }

  private String ruleSet() {
    return "accounts/%s/servicePrincipals/%s/ruleSets/default"
        .formatted(workspace.config().getAccountId(), outputs.jobIdentity().clientId());
  }

  private RuleSetResponse ruleSetResponse() {
    return workspace
        .accountAccessControlProxy()
        .getRuleSet(new GetRuleSetRequest().setName(ruleSet()).setEtag(""));
  }

  private List<GrantRule> rules() {
    return new ArrayList<>(ruleSetResponse().getGrantRules());
  }

  private void put(List<GrantRule> rules) {
    workspace
        .accountAccessControlProxy()
        .updateRuleSet(
            new UpdateRuleSetRequest()
                .setName(ruleSet())
                .setRuleSet(
                    new RuleSetUpdateRequest()
                        .setName(ruleSet())
                        .setEtag(ruleSetResponse().getEtag())
                        .setGrantRules(rules)));
  }

  private Runnable access(ServerAccess access, Ids holder) {
    return switch (access) {
      case ADMINISTRATOR -> administrator(holder.objectId());
      case OWNER_MEMBER, JOB_MEMBER -> {
        List<String> grants = server.statements(grantsOfTheOwner());
        server.statements(revocationsOfTheOwner(holder.role())).forEach(server::run);
        yield () -> restore(grants);
      }
      case CREATE_SCHEMAS -> {
        String database = outputs.postgres().database();
        server.run("revoke create on database %s from %s".formatted(database, holder.role()));
        yield () ->
            server.run("grant create on database %s to %s".formatted(database, holder.role()));
      }
    };
  }

  /** Azure drops the role with the administrator, and with it the memberships that it gave. */
  private Runnable administrator(String objectId) {
    Assignments.Existing administrator =
        assignments.administrator(outputs.resourceGroupId(), objectId);
    List<String> grants = server.statements(grantsOfTheOwner());
    assignments.removeAdministrator(administrator);
    return () -> {
      assignments.restoreAdministrator(administrator);
      restore(grants);
    };
  }

  /**
   * Grants memberships. A role can give a membership only when it has its own, so that the order
   * follows from the attempts.
   */
  private void restore(List<String> grants) {
    List<String> left = grants;
    while (!left.isEmpty()) {
      List<String> refused = left.stream().filter(grant -> !server.accepts(grant)).toList();
      if (refused.size() == left.size()) {
        server.run(refused.get(0));
      }
      left = refused;
    }
  }

  /**
   * Returns a query for the statements that give all members of the owner's role their membership.
   * A removal also removes the memberships that its holder gave, for example that of the job's
   * roles.
   */
  private static String grantsOfTheOwner() {
    return "select format('grant %I to %I with admin %s, inherit %s, set %s granted by %I',"
        + " granted.rolname, member.rolname, admin_option::text, inherit_option::text,"
        + " set_option::text, grantor.rolname)"
        + MEMBERSHIPS;
  }

  /**
   * Administrators are members of the job's roles, which act as the owner. Without these
   * memberships too, the holder would still act as the owner.
   */
  private static String revocationsOfTheOwner(String role) {
    return "select format('revoke %I from %I granted by %I cascade', granted.rolname,"
        + " member.rolname, grantor.rolname)"
        + MEMBERSHIPS
        + " and member.rolname like '"
        + role
        + "'";
  }
}
