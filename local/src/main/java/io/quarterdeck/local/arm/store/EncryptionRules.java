package io.quarterdeck.local.arm.store;

import io.quarterdeck.contract.PairedRegion;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.VaultKeys.Obstacle;
import io.quarterdeck.local.arm.store.VaultKeys.Use;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;

/**
 * The checks that services make before they encrypt with a customer-managed key. Sources of the
 * rules: Microsoft Learn, "Data encryption at rest in Azure Database for PostgreSQL" and
 * "Customer-managed keys for Azure Storage encryption"; hashicorp/terraform-provider-azurerm issue
 * 22394 and Azure/azure-powershell issue 22898 for Databricks; "Encrypt Azure Data Factory with
 * customer-managed keys". Sources of the codes: pulumi-azure-native issue 4014,
 * terraform-provider-azurerm issue 21535, azure-docs issue 41088. Where no source contains Azure's
 * text, the message states the rule.
 */
final class EncryptionRules {
  private static final String KEY_VAULT = "Microsoft.Keyvault";

  private static final long FACTORY_KEY_BITS = 2048;

  private final ArmResources resources;
  private final VaultKeys keys;

  EncryptionRules(ArmResources resources) {
    this.resources = resources;
    keys = new VaultKeys(resources);
  }

  void check(ArmRequest request, Optional<ArmResource> existing) {
    switch (request.type().azureType()) {
      case "Microsoft.Storage/storageAccounts" -> account(request.body());
      case "Microsoft.DBforPostgreSQL/flexibleServers" -> server(request.body(), existing);
      case "Microsoft.Databricks/workspaces" -> workspace(request.body(), existing);
      case "Microsoft.DataFactory/factories" -> factory(request.body(), existing);
      case "Microsoft.KeyVault/vaults/keys" -> key(request);
      default -> {
        // No other type of the platform has a customer-managed key.
      }
    }
  }

  /** Only a vault of the SKU premium has keys in a hardware security module. */
  private void key(ArmRequest request) {
    boolean hardware = BodyValues.text(request.body(), "properties.kty").endsWith("-HSM");
    boolean premium =
        ResourceIds.parent(request.id())
            .flatMap(resources::find)
            .map(vault -> BodyValues.text(vault, "properties.sku.name"))
            .equals(Optional.of("premium"));
    if (hardware && !premium) {
      throw refusal(
          "BadParameter",
          "The key type is not supported by the SKU of the vault: premium required.");
    }
  }

  private void account(Map<String, Object> body) {
    String encryption = "properties.encryption.";
    if (!BodyValues.text(body, encryption + "keySource").equals(KEY_VAULT)) {
      return;
    }
    String identity = BodyValues.text(body, encryption + "identity.userAssignedIdentity");
    keys.obstacle(
            new Use(
                BodyValues.text(body, encryption + "keyvaultproperties.keyvaulturi"),
                BodyValues.text(body, encryption + "keyvaultproperties.keyname"),
                BodyValues.text(body, encryption + "keyvaultproperties.keyversion"),
                principal(body, identity)))
        .ifPresent(
            obstacle -> {
              throw ofStorage(obstacle);
            });
  }

  private static ApiError ofStorage(Obstacle obstacle) {
    return switch (obstacle) {
      case NO_VAULT -> refusal("KeyVaultVaultNotFound", "The key vault is not found.");
      case NOT_RECOVERABLE ->
          refusal("KeyVaultPolicyError", "Keyvault policy recoverable is not set");
      case NO_KEY -> refusal("KeyVaultEncryptionKeyNotFound", "The key vault key is not found.");
      case DISABLED -> refusal("KeyVaultEncryptionKeyDisabled", "The key vault key is disabled.");
      case NO_RIGHT ->
          refusal(
              "KeyVaultAuthenticationFailure",
              "The operation failed because of authentication issue on the keyvault.");
    };
  }

  private void server(Map<String, Object> body, Optional<ArmResource> existing) {
    boolean own = ownKey(BodyValues.text(body, "properties.dataEncryption.type"));
    if (existing.isPresent()
        && own != ownKey(BodyValues.text(existing.get(), "properties.dataEncryption.type"))) {
      throw ofServer(
          "The data encryption mode can only be selected at server creation time. It can't be"
              + " changed for the lifetime of the server.");
    }
    if (!own) {
      return;
    }
    serverKey(body, "primaryKeyURI", "primaryUserAssignedIdentityId");
    if (BodyValues.text(body, "properties.backup.geoRedundantBackup").equals("Enabled")) {
      backupKey(body);
    }
  }

  private static boolean ownKey(String mode) {
    return mode.equals("AzureKeyVault");
  }

  private void backupKey(Map<String, Object> body) {
    String encryption = "properties.dataEncryption.";
    String uri = BodyValues.text(body, encryption + "geoBackupKeyURI");
    String identity = BodyValues.text(body, encryption + "geoBackupUserAssignedIdentityId");
    if (uri.isEmpty() || identity.isEmpty()) {
      throw ofServer(
          "Geo-Backup Encryption user assigned identity and key is required to encrypt"
              + " Geo-Redundant CMK enabled server.");
    }
    if (identity.equalsIgnoreCase(
        BodyValues.text(body, encryption + "primaryUserAssignedIdentityId"))) {
      throw ofServer(
          "The same user assigned identity can't be used for the primary key and the geo-backup"
              + " key.");
    }
    String home = BodyValues.text(body, "location");
    String wanted = PairedRegion.of(home).orElse("");
    keys.vault(Use.of(uri, "").vaultUri())
        .map(vault -> BodyValues.text(vault, "location"))
        .filter(location -> !location.equalsIgnoreCase(wanted))
        .ifPresent(
            location -> {
              throw ofServer(
                  "The geo-backup key must be in a key vault in the paired region %s of %s, not in %s."
                      .formatted(wanted, home, location));
            });
    serverKey(body, "geoBackupKeyURI", "geoBackupUserAssignedIdentityId");
  }

  private void serverKey(Map<String, Object> body, String keyUri, String identity) {
    String encryption = "properties.dataEncryption.";
    String uri = BodyValues.text(body, encryption + keyUri);
    String principal = principal(body, BodyValues.text(body, encryption + identity));
    keys.obstacle(Use.of(uri, principal))
        .ifPresent(
            obstacle -> {
              throw ofServer(obstacle, uri);
            });
  }

  private static ApiError ofServer(Obstacle obstacle, String uri) {
    return switch (obstacle) {
      case NO_VAULT, NO_KEY ->
          refusal("AzureKeyVaultKeyNotFound", "The key '%s' was not found.".formatted(uri));
      case DISABLED -> ofServer("The key '%s' must be in Enabled state.".formatted(uri));
      case NOT_RECOVERABLE ->
          ofServer("Purge protection must be enabled on the vault of '%s'.".formatted(uri));
      case NO_RIGHT ->
          ofServer(
              "The user assigned identity doesn't have access to the key '%s'.".formatted(uri));
    };
  }

  private static ApiError ofServer(String cause) {
    return refusal(
        "CMKInvalidEncryptionParameters",
        "The input server encryption parameters are invalid. "
            + cause
            + " Please retry operation with valid input parameters.");
  }

  private void workspace(Map<String, Object> body, Optional<ArmResource> existing) {
    String disk = "properties.encryption.entities.managedDisk";
    if (existing.flatMap(before -> BodyValues.at(before, disk)).isPresent()
        && BodyValues.at(body, disk).isEmpty()) {
      throw refusal(
          "DiskEncryptionPropertiesRequired",
          "Existing Disk Encryption Properties must be specified in the PUT request");
    }
    entity(body, disk);
    entity(body, "properties.encryption.entities.managedServices");
    String root = "properties.parameters.encryption.value.";
    if (BodyValues.text(body, root + "keySource").equals(KEY_VAULT)) {
      root(body, root, existing);
    }
  }

  /** The application AzureDatabricks wraps the keys of the services and of the disks. */
  private void entity(Map<String, Object> body, String entity) {
    if (BodyValues.at(body, entity).isEmpty()) {
      return;
    }
    String key = entity + ".keyVaultProperties.";
    keys.obstacle(
            new Use(
                BodyValues.text(body, key + "keyVaultUri"),
                BodyValues.text(body, key + "keyName"),
                BodyValues.text(body, key + "keyVersion"),
                CallerIdentity.DATABRICKS_ID))
        .ifPresent(
            obstacle -> {
              throw ofDatabricks(obstacle);
            });
  }

  /** The storage account of the workspace has an identity only after the preparation. */
  private void root(Map<String, Object> body, String root, Optional<ArmResource> existing) {
    String principal =
        existing
            .map(before -> BodyValues.text(before, "properties.storageAccountIdentity.principalId"))
            .orElse("");
    if (principal.isEmpty()) {
      throw refusal(
          "ApplianceDeploymentFailed",
          "Unable to update the storage account of the workspace: 'Missing pre-requisites to enable"
              + " EncryptionAtRest/Customer Managed Key for this workspace'.");
    }
    keys.obstacle(
            new Use(
                BodyValues.text(body, root + "keyvaulturi"),
                BodyValues.text(body, root + "KeyName"),
                BodyValues.text(body, root + "keyversion"),
                principal))
        .ifPresent(
            obstacle -> {
              throw refusal(
                  "ApplianceDeploymentFailed",
                  "Unable to update the storage account of the workspace: '%s'"
                      .formatted(ofStorage(obstacle).getMessage()));
            });
  }

  private void factory(Map<String, Object> body, Optional<ArmResource> existing) {
    String encryption = "properties.encryption.";
    String name = BodyValues.text(body, encryption + "keyName");
    boolean before =
        existing
            .map(factory -> !BodyValues.text(factory, encryption + "keyName").isEmpty())
            .orElse(false);
    if (existing.isPresent() && before == name.isEmpty()) {
      throw ofFactory(
          before
              ? "The customer-managed key of a data factory cannot be removed."
              : "A customer-managed key can be added to an empty data factory only.");
    }
    if (name.isEmpty()) {
      return;
    }
    String vaultUri = BodyValues.text(body, encryption + "vaultBaseUrl");
    String identity = BodyValues.text(body, encryption + "identity.userAssignedIdentity");
    keys.obstacle(
            new Use(
                vaultUri,
                name,
                BodyValues.text(body, encryption + "keyVersion"),
                principal(body, identity)))
        .ifPresent(
            obstacle -> {
              throw ofFactory(obstacle, name);
            });
    if (keys.size(vaultUri, name).filter(bits -> bits != FACTORY_KEY_BITS).isPresent()) {
      throw ofFactory("Only RSA keys of 2048 bits are supported.");
    }
  }

  private static ApiError ofFactory(Obstacle obstacle, String key) {
    return switch (obstacle) {
      case NO_VAULT, NO_KEY -> ofFactory("The key '%s' was not found.".formatted(key));
      case NOT_RECOVERABLE ->
          ofFactory("Soft delete and purge protection must be enabled on the key vault.");
      case DISABLED -> ofFactory("The key '%s' is disabled.".formatted(key));
      case NO_RIGHT -> ofFactory("The identity has no access to the key '%s'.".formatted(key));
    };
  }

  private static ApiError ofFactory(String cause) {
    return refusal("InvalidEncryptionConfiguration", cause);
  }

  private static ApiError ofDatabricks(Obstacle obstacle) {
    return switch (obstacle) {
      case NO_VAULT, NO_KEY ->
          refusal("InvalidEncryptionConfiguration", "The key of the key vault was not found.");
      case NOT_RECOVERABLE ->
          refusal(
              "InvalidEncryptionConfiguration",
              "Soft delete and purge protection must be enabled on the key vault.");
      case DISABLED ->
          refusal("InvalidEncryptionConfiguration", "The key of the key vault is disabled.");
      case NO_RIGHT ->
          refusal(
              "InvalidEncryptionConfiguration",
              "The application AzureDatabricks has no access to the key of the key vault.");
    };
  }

  /** Returns the object id of an identity that the resource has; otherwise nothing. */
  private String principal(Map<String, Object> body, String identity) {
    boolean assigned =
        BodyValues.at(body, "identity.userAssignedIdentities").orElse(Map.of())
                instanceof Map<?, ?> ids
            && ids.keySet().stream().anyMatch(id -> identity.equalsIgnoreCase(id.toString()));
    return assigned
        ? resources
            .find(identity)
            .map(found -> BodyValues.text(found, "properties.principalId"))
            .orElse("")
        : "";
  }

  private static ApiError refusal(String code, String message) {
    return ApiError.of(400, code, message);
  }
}
