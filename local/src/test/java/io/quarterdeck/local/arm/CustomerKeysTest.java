package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.JsonMaps;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services refuse a customer-managed key that they cannot use, as Azure does. */
class CustomerKeysTest {
  private static final String ACCOUNT = "storage:StorageAccount";
  private static final String SERVER = "dbforpostgresql:Server";
  private static final String WORKSPACE = "databricks:Workspace";
  private static final String FACTORY = "datafactory:Factory";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-1";

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
    vault("kv-1", "westeurope", true);
    key("kv-1", "mine", true);
  }

  @AfterEach
  void stop() {
    engine.close();
    provider.close();
  }

  @Test
  void anAccountNeedsAKeyThatItsIdentityMayUse() {
    String identity = identity("id-1");
    refuses(
        () -> engine.create(ACCOUNT, account(identity, "kv-2", "mine")), "KeyVaultVaultNotFound");
    refuses(
        () -> engine.create(ACCOUNT, account(identity, "kv-1", "other")),
        "KeyVaultEncryptionKeyNotFound");
    refuses(
        () -> engine.create(ACCOUNT, account(identity, "kv-1", "mine")),
        "KeyVaultAuthenticationFailure");
    grant(principal(identity), "kv-1", "mine");
    engine.create(ACCOUNT, account(identity, "kv-1", "mine"));
  }

  @Test
  void anAccountNeedsAVaultWithPurgeProtectionAndAnEnabledKey() {
    String identity = identity("id-1");
    vault("kv-2", "westeurope", false);
    key("kv-2", "mine", true);
    grant(principal(identity), "kv-2", "mine");
    refuses(
        () -> engine.create(ACCOUNT, account(identity, "kv-2", "mine")),
        "KeyVaultPolicyError\" Message=\"Keyvault policy recoverable is not set");
    key("kv-1", "off", false);
    grant(principal(identity), "kv-1", "off");
    refuses(
        () -> engine.create(ACCOUNT, account(identity, "kv-1", "off")),
        "KeyVaultEncryptionKeyDisabled");
  }

  @Test
  void anAccountUsesOnlyAnIdentityThatItHas() {
    String identity = identity("id-1");
    grant(principal(identity), "kv-1", "mine");
    Map<String, Object> without = account(identity, "kv-1", "mine");
    without.remove("identity");
    refuses(() -> engine.create(ACCOUNT, without), "KeyVaultAuthenticationFailure");
  }

  @Test
  void aFactoryNeedsAKeyOfTheOnlySizeThatItAcceptsAndKeepsIt() {
    String identity = identity("id-1");
    sizedKey("small", 2048);
    sizedKey("large", 3072);
    refuses(
        () -> engine.create(FACTORY, factory(identity, "none")), "The key 'none' was not found");
    refuses(
        () -> engine.create(FACTORY, factory(identity, "small")),
        "The identity has no access to the key 'small'.");
    grant(principal(identity), "kv-1", "small");
    grant(principal(identity), "kv-1", "large");
    refuses(
        () -> engine.create(FACTORY, factory(identity, "large")),
        "Only RSA keys of 2048 bits are supported.");
    String id = engine.create(FACTORY, factory(identity, "small")).getId();
    Map<String, Object> plain = factory(identity, "small");
    plain.remove("encryption");
    refuses(
        () -> engine.update(FACTORY, id, plain),
        "The customer-managed key of a data factory cannot be removed.");
  }

  private void sizedKey(String name, int bits) {
    engine.create(
        "keyvault:Key", keyInputs("kv-1", name, Map.of("kty", "RSA-HSM", "keySize", bits)));
  }

  private static Map<String, Object> factory(String identity, String key) {
    return new TreeMap<>(
        Map.of(
            "factoryName", "adf-1",
            "resourceGroupName", "rg-1",
            "location", "westeurope",
            "identity",
                Map.of(
                    "type",
                    "SystemAssigned,UserAssigned",
                    "userAssignedIdentities",
                    Map.of(identity, Map.of())),
            "encryption",
                Map.of(
                    "keyName",
                    key,
                    "vaultBaseUrl",
                    "https://kv-1.vault.azure.net/",
                    "identity",
                    Map.of("userAssignedIdentity", identity))));
  }

  @Test
  void theModeOfAServerCannotChange() {
    String identity = identity("id-1");
    grant(principal(identity), "kv-1", "mine");
    Map<String, Object> own = server("pg-1", Map.of("type", "AzureKeyVault"), "Disabled");
    refuses(() -> engine.create(SERVER, own), "AzureKeyVaultKeyNotFound");
    String id = engine.create(SERVER, encrypted("pg-1", identity, Map.of(), "Disabled")).getId();
    String plain = engine.create(SERVER, server("pg-2", Map.of(), "Disabled")).getId();

    String fixed = "The data encryption mode can only be selected at server creation time.";
    refuses(() -> engine.update(SERVER, id, server("pg-1", Map.of(), "Disabled")), fixed);
    refuses(
        () -> engine.update(SERVER, plain, encrypted("pg-2", identity, Map.of(), "Disabled")),
        fixed);
    engine.update(SERVER, id, encrypted("pg-1", identity, Map.of(), "Disabled"));
  }

  @Test
  void geoRedundantBackupsNeedAKeyInThePairedRegionAndAnIdentityOfTheirOwn() {
    String identity = identity("id-1");
    String backup = identity("id-2");
    grant(principal(identity), "kv-1", "mine");
    grant(principal(backup), "kv-1", "mine");
    vault("kv-2", "northeurope", true);
    key("kv-2", "mine", true);

    refuses(
        () -> engine.create(SERVER, encrypted("pg-1", identity, Map.of(), "Enabled")),
        "CMKInvalidEncryptionParameters\" Message=\"The input server encryption parameters are"
            + " invalid. Geo-Backup Encryption user assigned identity and key is required to"
            + " encrypt Geo-Redundant CMK enabled server.");
    refuses(
        () -> engine.create(SERVER, encrypted("pg-1", identity, geo("kv-2", identity), "Enabled")),
        "The same user assigned identity can't be used");
    refuses(
        () -> engine.create(SERVER, encrypted("pg-1", identity, geo("kv-1", backup), "Enabled")),
        "must be in a key vault in the paired region northeurope of westeurope, not in"
            + " westeurope.");
    refuses(
        () -> engine.create(SERVER, encrypted("pg-1", identity, geo("kv-2", backup), "Enabled")),
        "doesn't have access to the key 'https://kv-2.vault.azure.net/keys/mine'");
    grant(principal(backup), "kv-2", "mine");
    engine.create(SERVER, encrypted("pg-1", identity, geo("kv-2", backup), "Enabled"));
  }

  @Test
  void databricksUsesAKeyOnlyAsItsApplication() {
    refuses(
        () -> engine.create(WORKSPACE, workspace(true, false)),
        "The application AzureDatabricks has no access to the key of the key vault.");
    grant(CallerIdentity.DATABRICKS_ID, "kv-1", "mine");
    String id = engine.create(WORKSPACE, workspace(true, false)).getId();
    refuses(
        () -> engine.update(WORKSPACE, id, workspace(false, false)),
        "DiskEncryptionPropertiesRequired\" Message=\"Existing Disk Encryption Properties must be"
            + " specified in the PUT request");
  }

  @Test
  void theRootOfAWorkspaceIsEncryptedAfterItsStorageAccountHasTheRight() {
    grant(CallerIdentity.DATABRICKS_ID, "kv-1", "mine");
    refuses(
        () -> engine.create(WORKSPACE, workspace(true, true)),
        "Missing pre-requisites to enable EncryptionAtRest/Customer Managed Key");
    String id = engine.create(WORKSPACE, workspace(true, false)).getId();
    refuses(
        () -> engine.update(WORKSPACE, id, workspace(true, true)),
        "The operation failed because of authentication issue on the keyvault.");
    grant(at(id, "storageAccountIdentity.principalId"), "kv-1", "mine");
    engine.update(WORKSPACE, id, workspace(true, true));
    assertThat(at(id, "parameters.encryption.value.KeyName")).isEqualTo("mine");
  }

  @Test
  void anExistingKeyIsNotChanged() {
    String id = GROUP + "/providers/Microsoft.KeyVault/vaults/kv-1/keys/mine";
    engine.update("keyvault:Key", id, keyInputs("kv-1", "mine", Map.of("kty", "EC")));
    assertThat(at(id, "kty")).isEqualTo("RSA-HSM");
    assertThat(at(id, "keyUri")).isEqualTo("https://kv-1.vault.azure.net/keys/mine");
  }

  @Test
  void onlyAPremiumVaultHasKeysInHardware() {
    engine.create("keyvault:Vault", vaultInputs("kv-2", "westeurope", true, "standard"));
    refuses(() -> key("kv-2", "mine", true), "not supported by the SKU of the vault");
    engine.create("keyvault:Key", keyInputs("kv-2", "mine", Map.of("kty", "RSA")));
  }

  private static void refuses(ThrowingCallable request, String text) {
    assertThatThrownBy(request).hasMessageContaining(text);
  }

  private void vault(String name, String location, boolean protect) {
    engine.create("keyvault:Vault", vaultInputs(name, location, protect, "premium"));
  }

  private static Map<String, Object> vaultInputs(
      String name, String location, boolean protect, String sku) {
    Map<String, Object> properties =
        new TreeMap<>(
            Map.of(
                "tenantId",
                CallerIdentity.LOCAL.tenantId(),
                "sku",
                Map.of("family", "A", "name", sku)));
    if (protect) {
      properties.put("enablePurgeProtection", true);
    }
    return Map.of(
        "vaultName", name,
        "resourceGroupName", "rg-1",
        "location", location,
        "properties", properties);
  }

  private void key(String vault, String name, boolean enabled) {
    engine.create(
        "keyvault:Key",
        keyInputs(vault, name, Map.of("kty", "RSA-HSM", "attributes", Map.of("enabled", enabled))));
  }

  private static Map<String, Object> keyInputs(
      String vault, String name, Map<String, Object> properties) {
    return Map.of(
        "vaultName", vault,
        "keyName", name,
        "resourceGroupName", "rg-1",
        "properties", properties);
  }

  private String identity(String name) {
    return engine
        .create(
            "managedidentity:UserAssignedIdentity",
            Map.of("resourceName", name, "resourceGroupName", "rg-1", "location", "westeurope"))
        .getId();
  }

  private String principal(String identity) {
    return at(identity, "principalId");
  }

  private void grant(String principal, String vault, String key) {
    engine.create(
        "authorization:RoleAssignment",
        Map.of(
            "roleAssignmentName",
            UUID.nameUUIDFromBytes((principal + vault + key).getBytes(StandardCharsets.UTF_8))
                .toString(),
            "scope",
            GROUP + "/providers/Microsoft.KeyVault/vaults/" + vault + "/keys/" + key,
            "principalId",
            principal,
            "roleDefinitionId",
            "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6"));
  }

  private static Map<String, Object> account(String identity, String vault, String key) {
    return new TreeMap<>(
        Map.of(
            "accountName", "st1",
            "resourceGroupName", "rg-1",
            "location", "westeurope",
            "kind", "StorageV2",
            "sku", Map.of("name", "Standard_LRS"),
            "identity", Map.of("type", "UserAssigned", "userAssignedIdentities", List.of(identity)),
            "encryption",
                Map.of(
                    "keySource",
                    "Microsoft.Keyvault",
                    "keyVaultProperties",
                    Map.of("keyName", key, "keyVaultUri", "https://" + vault + ".vault.azure.net/"),
                    "encryptionIdentity",
                    Map.of("encryptionUserAssignedIdentity", identity))));
  }

  private static Map<String, Object> server(
      String name, Map<String, Object> encryption, String geoBackup) {
    Map<String, Object> server =
        new TreeMap<>(
            Map.of(
                "serverName",
                name,
                "resourceGroupName",
                "rg-1",
                "location",
                "westeurope",
                "backup",
                Map.of("geoRedundantBackup", geoBackup)));
    if (!encryption.isEmpty()) {
      server.put("dataEncryption", encryption);
    }
    return server;
  }

  private static Map<String, Object> encrypted(
      String name, String identity, Map<String, Object> geo, String geoBackup) {
    Map<String, Object> encryption = new TreeMap<>(geo);
    encryption.put("type", "AzureKeyVault");
    encryption.put("primaryKeyURI", "https://kv-1.vault.azure.net/keys/mine");
    encryption.put("primaryUserAssignedIdentityId", identity);
    Map<String, Object> server = server(name, encryption, geoBackup);
    Map<String, Object> identities = new TreeMap<>(Map.of(identity, Map.of()));
    if (geo.containsKey("geoBackupUserAssignedIdentityId")) {
      identities.put(geo.get("geoBackupUserAssignedIdentityId").toString(), Map.of());
    }
    server.put("identity", Map.of("type", "UserAssigned", "userAssignedIdentities", identities));
    return server;
  }

  private static Map<String, Object> geo(String vault, String identity) {
    return Map.of(
        "geoBackupKeyURI",
        "https://" + vault + ".vault.azure.net/keys/mine",
        "geoBackupUserAssignedIdentityId",
        identity);
  }

  private Map<String, Object> workspace(boolean disks, boolean root) {
    String uri =
        at(GROUP + "/providers/Microsoft.KeyVault/vaults/kv-1/keys/mine", "keyUriWithVersion");
    String version = uri.substring(uri.lastIndexOf('/') + 1);
    String vault = "https://kv-1.vault.azure.net/";
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("prepareEncryption", Map.of("value", true));
    if (root) {
      parameters.put(
          "encryption",
          Map.of(
              "value",
              Map.of(
                  "keySource",
                  "Microsoft.Keyvault",
                  "keyName",
                  "mine",
                  "keyVaultUri",
                  vault,
                  "keyVersion",
                  version)));
    }
    Map<String, Object> workspace =
        new TreeMap<>(
            Map.of(
                "workspaceName", "dbw-1",
                "resourceGroupName", "rg-1",
                "location", "westeurope",
                "computeMode", "Hybrid",
                "managedResourceGroupId", GROUP + "-databricks",
                "parameters", parameters));
    if (disks) {
      Map<String, Object> entity =
          Map.of(
              "keySource",
              "Microsoft.Keyvault",
              "keyVaultProperties",
              Map.of("keyName", "mine", "keyVaultUri", vault, "keyVersion", version));
      workspace.put(
          "encryption",
          Map.of("entities", Map.of("managedDisk", entity, "managedServices", entity)));
    }
    return workspace;
  }

  /** Returns a property of a stored resource. */
  private String at(String id, String path) {
    Object value = JsonMaps.map(azure.resources().find(id).orElseThrow().body()).get("properties");
    for (String step : path.split("\\.", -1)) {
      value = ((Map<?, ?>) value).get(step);
    }
    return value.toString();
  }
}
