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
 * The role Service Principal User on the job's identity. Who registers a job with {@code run_as}
 * needs it. The role Service Principal Manager does not include it ("Roles for managing service
 * principals", Databricks).
 *
 * @param workspace the workspace
 * @param job the job's identity
 */
record RunAsRole(Workspace workspace, WorkspacePrincipal job) {
  static final String USER = "roles/servicePrincipal.user";

  /** Returns the missing assignments. The service principal may not be in the account yet. */
  List<WorkspaceChange> missing(List<WorkspacePrincipal> users) {
    String name = name();
    Set<String> there =
        workspace
            .find("read the roles on the " + job.shown(), client -> rules(client, name))
            .map(RunAsRole::users)
            .orElse(Set.of());
    return users.stream()
        .filter(user -> !there.contains(user.ruleName()))
        .map(
            user ->
                new WorkspaceChange(
                    "Service Principal User on " + job.shown() + " for " + user.shown(),
                    () -> add(name, user)))
        .toList();
  }

  private String name() {
    String account =
        workspace
            .accountId()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot read the roles on the %s at %s: the workspace does not publish the id"
                            + " of its account; expected one. Set DATABRICKS_ACCOUNT_ID to the id that"
                            + " https://accounts.azuredatabricks.net shows, then run this again.",
                        job.shown(), workspace.address()));
    return "accounts/" + account + "/servicePrincipals/" + job.name() + "/ruleSets/default";
  }

  private static RuleSetResponse rules(WorkspaceClient client, String name) {
    return client
        .accountAccessControlProxy()
        .getRuleSet(new GetRuleSetRequest().setName(name).setEtag(""));
  }

  private static Set<String> users(RuleSetResponse rules) {
    Set<String> users = new LinkedHashSet<>();
    for (GrantRule rule : grantRules(rules)) {
      if (USER.equals(rule.getRole())) {
        users.addAll(rule.getPrincipals());
      }
    }
    return users;
  }

  /** A rule set is replaced as a whole, so the request contains the other rules as well. */
  private void add(String name, WorkspacePrincipal user) {
    workspace.tell(
        "give Service Principal User on the " + job.shown(),
        client -> {
          RuleSetResponse before = rules(client, name);
          Set<String> users = users(before);
          users.add(user.ruleName());
          List<GrantRule> rules = new ArrayList<>();
          grantRules(before).stream()
              .filter(rule -> !USER.equals(rule.getRole()))
              .forEach(rules::add);
          rules.add(new GrantRule().setRole(USER).setPrincipals(users));
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
