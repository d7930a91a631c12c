package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.catalog.GetGrantRequest;
import com.databricks.sdk.service.catalog.GetPermissionsResponse;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.PrivilegeAssignment;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Privileges of a principal on an object of Unity Catalog.
 *
 * @param kind the kind of object
 * @param object its full name
 * @param principal the user or service principal
 * @param privileges the privileges that it needs
 */
public record CatalogGrant(
    Kind kind, String object, WorkspacePrincipal principal, Set<Privilege> privileges) {
  /** A kind of object. */
  public enum Kind {
    CATALOG("catalog", "CATALOG"),
    SCHEMA("schema", "SCHEMA"),
    VOLUME("volume", "VOLUME"),
    EXTERNAL_LOCATION("external_location", "EXTERNAL LOCATION"),
    STORAGE_CREDENTIAL("storage_credential", "STORAGE CREDENTIAL"),
    SERVICE_CREDENTIAL("credential", "SERVICE CREDENTIAL");

    private final String path;
    private final String sql;

    Kind(String path, String sql) {
      this.path = path;
      this.sql = sql;
    }

    /** Returns the name in SQL. */
    String sql() {
      return sql;
    }
  }

  /**
   * Returns the grant of the missing privileges. The object may not exist yet.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses to list the grants
   */
  public List<WorkspaceChange> missing(Workspace workspace) {
    Set<Privilege> lacking = EnumSet.copyOf(privileges);
    granted(workspace).forEach(lacking::remove);
    return lacking.isEmpty()
        ? List.of()
        : List.of(
            new WorkspaceChange(
                words(lacking) + " on " + name() + " for " + principal.shown(),
                () -> grant(workspace, lacking)));
  }

  private Collection<Privilege> granted(Workspace workspace) {
    Optional<GetPermissionsResponse> there =
        workspace
            .requiring(
                new WorkspaceRight(
                    "MANAGE on the " + name(),
                    "Who set the workspace up",
                    "./quarterdeck setup-workspace --administrator YOU"))
            .find(
                "list the grants on the " + name(),
                client ->
                    client
                        .grants()
                        .get(
                            new GetGrantRequest()
                                .setSecurableType(kind.path)
                                .setFullName(object)
                                .setPrincipal(principal.name())));
    return there
        .flatMap(response -> Optional.ofNullable(response.getPrivilegeAssignments()))
        .stream()
        .flatMap(Collection::stream)
        .filter(each -> principal.name().equalsIgnoreCase(each.getPrincipal()))
        .map(PrivilegeAssignment::getPrivileges)
        .flatMap(Collection::stream)
        .toList();
  }

  private void grant(Workspace workspace, Set<Privilege> lacking) {
    workspace
        .requiring(right(lacking))
        .tell(
            "grant " + words(lacking) + " on the " + name(),
            client ->
                client
                    .grants()
                    .update(
                        new UpdatePermissions()
                            .setSecurableType(kind.path)
                            .setFullName(object)
                            .setChanges(
                                List.of(
                                    new PermissionsChange()
                                        .setPrincipal(principal.name())
                                        .setAdd(lacking)))));
  }

  /** "Manage privileges in Unity Catalog": the owner, or a principal with MANAGE, can grant. */
  private WorkspaceRight right(Set<Privilege> lacking) {
    return new WorkspaceRight(
        "MANAGE on the " + name(),
        "Its owner",
        "GRANT %s ON %s `%s` TO `%s` (SQL in the workspace)"
            .formatted(words(lacking), kind.sql, object.replace(".", "`.`"), principal.name()));
  }

  private String name() {
    return kind.sql.toLowerCase(Locale.ROOT) + " " + object;
  }

  private static String words(Set<Privilege> privileges) {
    return privileges.stream()
        .map(each -> each.toString().replace('_', ' '))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
