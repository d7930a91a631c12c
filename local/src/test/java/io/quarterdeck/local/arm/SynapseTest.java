package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Synapse refuses what Azure refuses. */
class SynapseTest {
  private static final String WORKSPACE = "synapse:Workspace";
  private static final String KEY = "synapse:Key";
  private static final String RULE = "synapse:IpFirewallRule";
  private static final String ADMINISTRATOR = "synapse:WorkspaceSqlAadAdmin";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-1";
  private static final String UUID = "11111111-2222-3333-4444-555555555555";
  private static final String KEY_URI = "https://kv-1.vault.azure.net/keys/synapse";

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer provider;
  private EngineClient engine;

  @BeforeEach
  void start() throws IOException {
    azure = ControlPlane.open(folder, CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    provider = ProviderServer.start(azure, LocalTenant.owner(), 0);
    engine = new EngineClient(provider.port());
    engine.create(
        "resources:ResourceGroup", Map.of("resourceGroupName", "rg-1", "location", "westeurope"));
    engine.create("storage:StorageAccount", account(true));
    engine.create(
        "storage:BlobContainer",
        Map.of("accountName", "stlake", "resourceGroupName", "rg-1", "containerName", "lake"));
  }

  @AfterEach
  void stop() {
    engine.close();
    provider.close();
  }

  @Test
  void aWorkspaceHasAnIdentityAndAServerlessEndpoint() {
    String id = engine.create(WORKSPACE, workspace()).getId();
    assertThat(BodyValues.text(stored(id), "properties.connectivityEndpoints.sqlOnDemand"))
        .isEqualTo("syn-1-ondemand.sql.azuresynapse.net");
    assertThat(BodyValues.text(stored(id), "identity.principalId")).matches("[0-9a-f-]{36}");
  }

  @Test
  void unknownPropertiesValuesAndNamesAreRefused() {
    assertThat(engine.check(WORKSPACE, with(workspace(), "workspaceName", "syn-ondemand")))
        .singleElement()
        .asString()
        .startsWith("InvalidWorkspaceName: The name 'syn-ondemand' of the workspace is invalid.");
    assertThat(engine.check(WORKSPACE, with(workspace(), "publicNetworkAccess", "Off")))
        .singleElement()
        .asString()
        .startsWith("InvalidRequestPropertyValue");
    assertThat(engine.check(WORKSPACE, with(workspace(), "passwords", "none")))
        .singleElement()
        .asString()
        .contains("Could not find member 'passwords'");
    assertThat(engine.check(WORKSPACE, workspace())).isEmpty();
  }

  @Test
  void aWorkspaceNeedsEntraOrAnAdministratorAndAContainerThatExists() {
    refuses(with(workspace(), "azureADOnlyAuthentication", false), "sqlAdministratorLogin");
    refuses(with(workspace(), "defaultDataLakeStorage", Map.of()), "file system are required");
    Map<String, Object> storage =
        Map.of("resourceId", accountId("stlake"), "filesystem", "other", "accountUrl", "https://a");
    refuses(with(workspace(), "defaultDataLakeStorage", storage), "file system 'other'");
    refuses(
        with(
            workspace(),
            "defaultDataLakeStorage",
            with(storage, "resourceId", accountId("stother"))),
        "ResourceNotFound");
    engine.create("storage:StorageAccount", with(account(false), "accountName", "stflat"));
    refuses(
        with(
            workspace(),
            "defaultDataLakeStorage",
            with(storage, "resourceId", accountId("stflat"))),
        "hierarchical namespace");
  }

  private void refuses(Map<String, Object> workspace, String text) {
    refuses(() -> engine.create(WORKSPACE, workspace), text);
  }

  @Test
  void theNetworkAndTheProtectionOfAWorkspaceAreFixed() {
    String id = engine.create(WORKSPACE, workspace()).getId();
    refuses(
        () ->
            engine.update(
                WORKSPACE,
                id,
                with(
                    workspace(),
                    "managedVirtualNetworkSettings",
                    Map.of("preventDataExfiltration", false))),
        "PropertyChangeNotAllowed");
    refuses(
        () -> engine.update(WORKSPACE, id, with(workspace(), "encryption", encryption())),
        "double encryption cannot be changed");
    engine.update(WORKSPACE, id, with(workspace(), "publicNetworkAccess", "Enabled"));
  }

  @Test
  void aWorkspaceWithAKeyIsUsableOnceItsIdentityHasTheRightToTheKey() {
    String vault = vault();
    String id = engine.create(WORKSPACE, with(workspace(), "encryption", encryption())).getId();
    refuses(() -> engine.create(RULE, rule()), "The workspace is not activated.");
    refuses(() -> engine.create(KEY, with(key(), "keyName", "other")), "no key 'other'");
    refuses(() -> engine.create(KEY, key()), "has no access to the key");
    engine.create(
        "authorization:RoleAssignment",
        Map.of(
            "roleAssignmentName",
            UUID,
            "scope",
            vault + "/keys/synapse",
            "principalType",
            "ServicePrincipal",
            "principalId",
            BodyValues.text(stored(id), "identity.principalId"),
            "roleDefinitionId",
            "/subscriptions/00000000-0000-4000-8000-000000000001/providers"
                + "/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6"));
    engine.create(KEY, key());
    engine.create(RULE, rule());
  }

  private String vault() {
    String vault =
        engine
            .create(
                "keyvault:Vault",
                Map.of(
                    "vaultName",
                    "kv-1",
                    "resourceGroupName",
                    "rg-1",
                    "location",
                    "westeurope",
                    "properties",
                    Map.of(
                        "tenantId",
                        LocalTenant.ID,
                        "sku",
                        Map.of("family", "A", "name", "premium"),
                        "enableRbacAuthorization",
                        true,
                        "enableSoftDelete",
                        true,
                        "enablePurgeProtection",
                        true)))
            .getId();
    engine.create(
        "keyvault:Key",
        Map.of(
            "keyName",
            "synapse",
            "vaultName",
            "kv-1",
            "resourceGroupName",
            "rg-1",
            "properties",
            Map.of("kty", "RSA-HSM", "keySize", 3072)));
    return vault;
  }

  @Test
  void anAdministratorHasAnIdAndALogin() {
    engine.create(WORKSPACE, workspace());
    refuses(
        () -> engine.create(ADMINISTRATOR, with(administrator(), "sid", "loader")),
        "must be UUIDs");
    refuses(
        () -> engine.create(ADMINISTRATOR, with(administrator(), "login", "")),
        "The login of the administrator is required.");
    String id = engine.create(ADMINISTRATOR, administrator()).getId();
    assertThat(id).endsWith("/workspaces/syn-1/sqlAdministrators/activeDirectory");
  }

  @Test
  void aFirewallRuleHasAddresses() {
    engine.create(WORKSPACE, workspace());
    refuses(
        () -> engine.create(RULE, with(rule(), "startIpAddress", "203.0.113.0/24")),
        "must be IPv4 addresses");
    engine.create(RULE, rule());
  }

  private static void refuses(ThrowingCallable request, String... texts) {
    assertThatThrownBy(request).message().contains(texts);
  }

  private ArmResource stored(String id) {
    return azure.resources().find(id).orElseThrow();
  }

  private static String accountId(String name) {
    return GROUP + "/providers/Microsoft.Storage/storageAccounts/" + name;
  }

  private static Map<String, Object> account(boolean hierarchical) {
    return Map.of(
        "accountName", "stlake",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "kind", "StorageV2",
        "sku", Map.of("name", "Standard_LRS"),
        "isHnsEnabled", hierarchical);
  }

  private static Map<String, Object> workspace() {
    return Map.of(
        "workspaceName",
        "syn-1",
        "resourceGroupName",
        "rg-1",
        "location",
        "westeurope",
        "azureADOnlyAuthentication",
        true,
        "publicNetworkAccess",
        "Disabled",
        "managedVirtualNetwork",
        "default",
        "managedVirtualNetworkSettings",
        Map.of("preventDataExfiltration", true),
        "identity",
        Map.of("type", "SystemAssigned"),
        "defaultDataLakeStorage",
        Map.of(
            "accountUrl",
            "https://stlake.dfs.core.windows.net",
            "filesystem",
            "lake",
            "resourceId",
            accountId("stlake")));
  }

  private static Map<String, Object> encryption() {
    return Map.of("cmk", Map.of("key", Map.of("name", "default", "keyVaultUrl", KEY_URI)));
  }

  private static Map<String, Object> key() {
    return Map.of(
        "keyName", "default",
        "workspaceName", "syn-1",
        "resourceGroupName", "rg-1",
        "keyVaultUrl", KEY_URI,
        "isActiveCMK", true);
  }

  private static Map<String, Object> rule() {
    return Map.of(
        "ruleName", "allowed-1",
        "workspaceName", "syn-1",
        "resourceGroupName", "rg-1",
        "startIpAddress", "203.0.113.0",
        "endIpAddress", "203.0.113.255");
  }

  private static Map<String, Object> administrator() {
    return Map.of(
        "workspaceName", "syn-1",
        "resourceGroupName", "rg-1",
        "administratorType", "ActiveDirectory",
        "login", "loader",
        "sid", UUID,
        "tenantId", LocalTenant.ID);
  }

  private static Map<String, Object> with(Map<String, ?> map, String name, Object value) {
    Map<String, Object> changed = new TreeMap<>(map);
    changed.put(name, value);
    return changed;
  }
}
