package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.iam.GetRuleSetRequest;
import com.databricks.sdk.service.iam.GrantRule;
import com.databricks.sdk.service.iam.RuleSetResponse;
import com.databricks.sdk.service.iam.RuleSetUpdateRequest;
import com.databricks.sdk.service.iam.UpdateRuleSetRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The roles on the job's identity. Who registers a job with {@code run_as} needs Service Principal
 * User. Who gives this role needs Service Principal Manager, which does not include it ("Roles for
 * managing service principals", Databricks).
 *
 * @param workspace the workspace
 * @param job the job's identity
 */
record RunAsRole(Workspace workspace, WorkspacePrincipal job) {
  private static final String USER = "roles/servicePrincipal.user";
  private static final String MANAGER = "roles/servicePrincipal.manager";

  /** Returns the missing assignments. The service principal may not be in the account yet. */
  List<WorkspaceChange> missingUsers(List<WorkspacePrincipal> users) {
    return missing(users, USER, "Service Principal User");
  }

  /** Returns the missing assignments of who gives roles to others. */
  List<WorkspaceChange> missingManagers(List<WorkspacePrincipal> managers) {
    return missing(managers, MANAGER, "Service Principal Manager");
  }

  private List<WorkspaceChange> missing(
      List<WorkspacePrincipal> principals, String role, String shown) {
    if (principals.isEmpty()) {
      return List.of();
    }
    String name = name();
    Set<String> there =
        workspace
            .find("read the roles on the " + job.shown(), client -> rules(client, name))
            .map(rules -> holders(rules, role))
            .orElse(Set.of());
    return principals.stream()
        .filter(each -> !there.contains(each.ruleName()))
        .map(
            each ->
                new WorkspaceChange(
                    shown + " on " + job.shown() + " for " + each.shown(),
                    () -> add(name, each, role)))
        .toList();
  }

  private String name() {
    String account =
        workspace
            .accountId()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot read the roles on the %s at %s: the workspace does not publish the"
                            + " id of its account; expected one. Set DATABRICKS_ACCOUNT_ID to the"
                            + " id that https://accounts.azuredatabricks.net shows, then run this"
                            + " again.",
                        job.shown(), workspace.address()));
    return "accounts/" + account + "/servicePrincipals/" + job.name() + "/ruleSets/default";
  }

  private static RuleSetResponse rules(WorkspaceClient client, String name) {
    return client
        .accountAccessControlProxy()
        .getRuleSet(new GetRuleSetRequest().setName(name).setEtag(""));
  }

  private static Set<String> holders(RuleSetResponse rules, String role) {
    Set<String> holders = new LinkedHashSet<>();
    for (GrantRule rule : grantRules(rules)) {
      if (role.equals(rule.getRole())) {
        holders.addAll(rule.getPrincipals());
      }
    }
    return holders;
  }

  /** A rule set is replaced as a whole, so the request contains the other rules as well. */
  private void add(String name, WorkspacePrincipal principal, String role) {
    workspace.tell(
        "give a role on the " + job.shown(),
        client -> {
          RuleSetResponse before = rules(client, name);
          Set<String> holders = holders(before, role);
          holders.add(principal.ruleName());
          List<GrantRule> rules = new ArrayList<>();
          grantRules(before).stream()
              .filter(rule -> !role.equals(rule.getRole()))
              .forEach(rules::add);
          rules.add(new GrantRule().setRole(role).setPrincipals(holders));
          client
              .accountAccessControlProxy()
              .updateRuleSet(
                  new UpdateRuleSetRequest()
                      .setName(name)
                      .setRuleSet(
                          new RuleSetUpdateRequest()
                              .setName(name)
                              .setEtag(before.getEtag())
                              .setGrantRules(rules)));
        });
  }

  private static Collection<GrantRule> grantRules(RuleSetResponse rules) {
    return Optional.ofNullable(rules.getGrantRules()).orElse(List.of());
  }
}
