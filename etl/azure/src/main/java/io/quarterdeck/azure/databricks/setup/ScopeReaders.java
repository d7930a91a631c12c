package io.quarterdeck.azure.databricks.setup;

import com.databricks.sdk.service.workspace.AclItem;
import com.databricks.sdk.service.workspace.AclPermission;
import com.databricks.sdk.service.workspace.PutAcl;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets principals read the secrets of a scope ("Secret access control", Databricks).
 *
 * @param workspace the workspace
 * @param scope the name of the scope
 */
record ScopeReaders(Workspace workspace, String scope) {
  /** Returns the missing rights. The scope may not exist yet. */
  List<WorkspaceChange> missing(List<WorkspacePrincipal> readers) {
    Map<String, AclPermission> there = new HashMap<>();
    Optional<Iterable<AclItem>> items =
        workspace.find(
            "list the rights at the secret scope " + scope,
            client -> client.secrets().listAcls(scope));
    items.ifPresent(
        all -> all.forEach(each -> there.put(each.getPrincipal(), each.getPermission())));
    return readers.stream()
        .filter(reader -> !there.containsKey(reader.name()))
        .map(
            reader ->
                new WorkspaceChange(
                    "READ on secret scope " + scope + " for " + reader.shown(),
                    () -> allow(reader)))
        .toList();
  }

  private void allow(WorkspacePrincipal reader) {
    workspace.tell(
        "give READ on the secret scope " + scope,
        client ->
            client
                .secrets()
                .putAcl(
                    new PutAcl()
                        .setScope(scope)
                        .setPrincipal(reader.name())
                        .setPermission(AclPermission.READ)));
  }
}
