package io.quarterdeck.local.databricks.identity;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rights that members have in the workspace and in the account.
 *
 * @param members the members
 * @param roles the roles of the account
 */
public record WorkspaceRights(Members members, RuleSets roles) {
  private static final String CREATE_CLUSTERS = "allow-cluster-create";

  /** Returns whether the caller is an administrator of the workspace. */
  public boolean isAdmin(WorkspaceUser user) {
    return isAdmin(user.userName());
  }

  /** Returns whether the member with this user name is an administrator of the workspace. */
  public boolean isAdmin(String userName) {
    return members.find(userName).filter(member -> isAdmin(member)).isPresent();
  }

  private static boolean isAdmin(Member member) {
    return member.groups().contains(Member.ADMINS);
  }

  /** Returns whether the caller is an administrator of the account. */
  public boolean isAccountAdmin(WorkspaceUser user) {
    return roles.isAdmin(user.userName());
  }

  /**
   * Returns the names of which a right is the member's right: its own, and those of its groups.
   * Every member is in {@code users}.
   */
  public Set<String> names(String userName) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.add(userName);
    members
        .find(userName)
        .ifPresent(
            member -> {
              names.addAll(member.groups());
              names.add("users");
              names.add("account users");
            });
    return names;
  }

  /**
   * Returns whether a member may use an object: as its owner, as an administrator, or by a
   * permission of the member or of one of its groups.
   *
   * @param permissions the levels on the object by principal; each level contains the lower ones
   */
  public <L extends Comparable<? super L>> boolean allows(
      WorkspaceUser user, String owner, Map<String, L> permissions, L level) {
    if (owner.equalsIgnoreCase(user.userName()) || isAdmin(user)) {
      return true;
    }
    return hasLevel(user.userName(), permissions, level);
  }

  /** Returns whether a member or one of its groups has a level, or a higher one. */
  public <L extends Comparable<? super L>> boolean hasLevel(
      String userName, Map<String, L> permissions, L level) {
    Set<String> names = names(userName);
    return permissions.entrySet().stream()
        .anyMatch(
            entry -> names.contains(entry.getKey()) && entry.getValue().compareTo(level) >= 0);
  }

  /** The kinds of principals that can have a right. */
  public enum PrincipalType {
    USER,
    SERVICE_PRINCIPAL,
    GROUP
  }

  /** Returns the kind of the principal with this name, which is a group if it is no member. */
  public PrincipalType kind(String name) {
    return members
        .find(name)
        .map(
            member ->
                switch (member.kind()) {
                  case USER -> PrincipalType.USER;
                  case SERVICE_PRINCIPAL -> PrincipalType.SERVICE_PRINCIPAL;
                })
        .orElse(PrincipalType.GROUP);
  }

  /** Returns whether a right can be granted to this name. */
  public boolean exists(String name) {
    return members.find(name).isPresent()
        || name.equals("users")
        || name.equals("account users")
        || name.equals(Member.ADMINS);
  }

  /**
   * Checks that clusters can start for this member ("Manage entitlements": administrators, and
   * members with the entitlement allow-cluster-create).
   *
   * @throws ApiError otherwise
   */
  public void requireClusters(String userName) {
    if (members
        .find(userName)
        .filter(member -> isAdmin(member) || member.entitlements().contains(CREATE_CLUSTERS))
        .isEmpty()) {
      throw DatabricksErrors.denied(
          "You are not authorized to create clusters. Please contact your administrator.");
    }
  }

  /**
   * Checks the caller of a request that only administrators may send.
   *
   * @throws ApiError otherwise
   */
  public void requireAdmin(WorkspaceUser user) {
    if (!isAdmin(user)) {
      throw DatabricksErrors.denied("Only workspace admins can perform this action.");
    }
  }

  /**
   * Checks the caller of a request for the roles on a service principal: an administrator of the
   * account, or a Service Principal Manager ("Roles for managing service principals").
   *
   * @throws ApiError otherwise
   */
  void requireManager(WorkspaceUser user, String applicationId) {
    if (!isAccountAdmin(user) && !roles.has(ruleName(user), RuleSets.MANAGER, applicationId)) {
      throw DatabricksErrors.denied(
          "This account does not have access to view permissions for this principal");
    }
  }

  /**
   * Checks that the caller may give a job this identity. Administrators need the role Service
   * Principal User as well. The message is the one that public Terraform configurations quote.
   *
   * @throws ApiError otherwise
   */
  public void requireRunAs(WorkspaceUser user, String runAs) {
    if (user.userName().equalsIgnoreCase(runAs)) {
      return;
    }
    Optional<Member> member = members.find(runAs);
    if (member.isEmpty()) {
      throw DatabricksErrors.invalid("Principal " + runAs + " does not exist in the workspace.");
    }
    switch (member.get().kind()) {
      case USER -> requireAdmin(user);
      case SERVICE_PRINCIPAL -> {
        if (!roles.has(ruleName(user), RuleSets.USER, member.get().userName())) {
          throw DatabricksErrors.denied(
              "Cannot bind the service principal provided in run_as field: %s must have"
                      .formatted(user.userName())
                  + " servicePrincipal.user role on the service principal "
                  + runAs);
        }
      }
    }
  }

  /** Makes the creator of a service principal its manager. */
  void created(WorkspaceUser user, String applicationId) throws IOException {
    roles.created(applicationId, ruleName(user));
  }

  private static String ruleName(WorkspaceUser user) {
    return (user.principal().clientId().isPresent() ? "servicePrincipals/" : "users/")
        + user.userName();
  }
}
