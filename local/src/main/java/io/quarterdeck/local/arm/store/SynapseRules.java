package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.VaultKeys.Obstacle;
import io.quarterdeck.local.arm.store.VaultKeys.Use;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of Synapse. The table in docs/local-stack.md names their sources. The codes and texts
 * are not published.
 */
final class SynapseRules {
  private static final String STORAGE = "properties.defaultDataLakeStorage.";
  private static final String KEY = "properties.encryption.cmk.key.";

  private final ArmResources resources;

  SynapseRules(ArmResources resources) {
    this.resources = resources;
  }

  void check(ArmRequest request, Optional<ArmResource> existing) {
    switch (request.type().azureType()) {
      case "Microsoft.Synapse/workspaces" -> workspace(request.body(), existing);
      case "Microsoft.Synapse/workspaces/keys" -> key(request);
      case "Microsoft.Synapse/workspaces/firewallRules" -> firewall(request);
      default -> administrator(request.body());
    }
  }

  private void workspace(Map<String, Object> body, Optional<ArmResource> existing) {
    boolean entraOnly =
        BodyValues.text(body, "properties.azureADOnlyAuthentication").equals("true");
    if (!entraOnly && BodyValues.text(body, "properties.sqlAdministratorLogin").isEmpty()) {
      throw refusal(
          "The property sqlAdministratorLogin is required without Entra-only authentication.");
    }
    storage(body);
    boolean before = existing.filter(SynapseRules::encrypted).isPresent();
    boolean wanted = !BodyValues.text(body, KEY + "name").isEmpty();
    if (existing.isPresent() && before != wanted) {
      throw refusal(
          "The configuration setting for double encryption cannot be changed after the workspace is"
              + " created.");
    }
  }

  /** The workspace keeps the files of its metadata in a container that exists. */
  private void storage(Map<String, Object> body) {
    String account = BodyValues.text(body, STORAGE + "resourceId");
    String container = BodyValues.text(body, STORAGE + "filesystem");
    if (account.isEmpty() || container.isEmpty()) {
      throw refusal("The default storage account and its file system are required.");
    }
    ArmResource found = resources.find(account).orElseThrow(() -> WriteRules.notFound(account));
    if (!BodyValues.text(found, "properties.isHnsEnabled").equals("true")) {
      throw refusal("The storage account must have a hierarchical namespace.");
    }
    if (resources.find(account + "/blobServices/default/containers/" + container).isEmpty()) {
      throw refusal("The file system '%s' was not found.".formatted(container));
    }
  }

  /** The identity of the workspace needs the right to the key before the key becomes active. */
  private void key(ArmRequest request) {
    ArmResource workspace = workspaceOf(request);
    if (!encrypted(workspace)) {
      throw refusal("The workspace has no customer-managed key.");
    }
    if (!BodyValues.text(workspace, KEY + "name").equals(ResourceIds.name(request.id()))) {
      throw refusal("The workspace has no key '%s'.".formatted(ResourceIds.name(request.id())));
    }
    String uri = BodyValues.text(request.body(), "properties.keyVaultUrl");
    String principal = BodyValues.text(workspace, "identity.principalId");
    new VaultKeys(resources)
        .obstacle(Use.of(uri, principal))
        .ifPresent(
            obstacle -> {
              throw ofKey(obstacle, uri);
            });
  }

  private static ApiError ofKey(Obstacle obstacle, String uri) {
    return switch (obstacle) {
      case NO_VAULT, NO_KEY -> refusal("The key '%s' was not found.".formatted(uri));
      case NOT_RECOVERABLE -> refusal("Purge protection must be enabled on the key vault.");
      case DISABLED -> refusal("The key '%s' is disabled.".formatted(uri));
      case NO_RIGHT ->
          refusal("The identity of the workspace has no access to the key '%s'.".formatted(uri));
    };
  }

  private void firewall(ArmRequest request) {
    activated(workspaceOf(request));
    String first = BodyValues.text(request.body(), "properties.startIpAddress");
    String last = BodyValues.text(request.body(), "properties.endIpAddress");
    String address = "(\\d{1,3}\\.){3}\\d{1,3}";
    if (!first.matches(address) || !last.matches(address)) {
      throw refusal("The start and the end of a firewall rule must be IPv4 addresses.");
    }
  }

  private static void administrator(Map<String, Object> body) {
    String uuid = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    if (!BodyValues.text(body, "properties.sid").matches(uuid)
        || !BodyValues.text(body, "properties.tenantId").matches(uuid)) {
      throw refusal("The sid and the tenantId of the administrator must be UUIDs.");
    }
    if (BodyValues.text(body, "properties.login").isEmpty()) {
      throw refusal("The login of the administrator is required.");
    }
  }

  /** A workspace with a key is not usable until the key is active. */
  private void activated(ArmResource workspace) {
    boolean active =
        resources
            .find(workspace.id() + "/keys/" + BodyValues.text(workspace, KEY + "name"))
            .map(key -> BodyValues.text(key, "properties.isActiveCMK").equals("true"))
            .orElse(false);
    if (encrypted(workspace) && !active) {
      throw refusal("The workspace is not activated.");
    }
  }

  private ArmResource workspaceOf(ArmRequest request) {
    String id = ResourceIds.parent(request.id()).orElseThrow();
    return resources.find(id).orElseThrow(() -> WriteRules.notFound(id));
  }

  private static boolean encrypted(ArmResource workspace) {
    return !BodyValues.text(workspace, KEY + "name").isEmpty();
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "ValidationFailed", message);
  }
}
