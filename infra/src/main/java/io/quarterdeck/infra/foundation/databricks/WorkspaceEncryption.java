package io.quarterdeck.infra.foundation.databricks;

import com.pulumi.azurenative.databricks.Workspace;
import com.pulumi.azurenative.databricks.enums.EncryptionKeySource;
import com.pulumi.azurenative.databricks.enums.KeySource;
import com.pulumi.azurenative.databricks.inputs.EncryptionArgs;
import com.pulumi.azurenative.databricks.inputs.EncryptionEntitiesDefinitionArgs;
import com.pulumi.azurenative.databricks.inputs.EncryptionV2Args;
import com.pulumi.azurenative.databricks.inputs.EncryptionV2KeyVaultPropertiesArgs;
import com.pulumi.azurenative.databricks.inputs.ManagedDiskEncryptionArgs;
import com.pulumi.azurenative.databricks.inputs.ManagedDiskEncryptionKeyVaultPropertiesArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspaceEncryptionParameterArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspacePropertiesEncryptionArgs;
import com.pulumi.azurenative.databricks.outputs.ManagedIdentityConfigurationResponse;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.encryption.CustomerKey;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import java.util.Optional;

/**
 * The uses of the workspace's customer-managed key. Azure requires a version of the key in each
 * request. Disks follow the rotation of the key; the services and the root storage get the newest
 * version with the next update after a refresh. Source: Microsoft Learn, "Customer-managed keys for
 * encryption" (Azure Databricks).
 */
final class WorkspaceEncryption {
  private WorkspaceEncryption() {}

  /**
   * Returns the encryption of the data in the control plane, such as notebooks and secrets, and of
   * the disks of clusters.
   */
  static WorkspacePropertiesEncryptionArgs ofServicesAndDisks(CustomerKey key) {
    return WorkspacePropertiesEncryptionArgs.builder()
        .entities(
            EncryptionEntitiesDefinitionArgs.builder()
                .managedServices(
                    EncryptionV2Args.builder()
                        .keySource(EncryptionKeySource.Microsoft_Keyvault)
                        .keyVaultProperties(
                            EncryptionV2KeyVaultPropertiesArgs.builder()
                                .keyName(key.name())
                                .keyVaultUri(key.vaultUri())
                                .keyVersion(key.version())
                                .build())
                        .build())
                .managedDisk(
                    ManagedDiskEncryptionArgs.builder()
                        .keySource(EncryptionKeySource.Microsoft_Keyvault)
                        .keyVaultProperties(
                            ManagedDiskEncryptionKeyVaultPropertiesArgs.builder()
                                .keyName(key.name())
                                .keyVaultUri(key.vaultUri())
                                .keyVersion(key.version())
                                .build())
                        .rotationToLatestKeyVersionEnabled(true)
                        .build())
                .build())
        .build();
  }

  /** Returns the encryption of the root storage (DBFS root), which is in a managed account. */
  static WorkspaceEncryptionParameterArgs ofRoot(CustomerKey key) {
    return WorkspaceEncryptionParameterArgs.builder()
        .value(
            EncryptionArgs.builder()
                .keySource(KeySource.Microsoft_Keyvault)
                .keyName(key.name())
                .keyVaultUri(key.vaultUri())
                .keyVersion(key.version())
                .build())
        .build();
  }

  /**
   * Gives the identities of the managed storage account and of the disk encryption set the right to
   * use the key. Azure creates these identities with the workspace.
   */
  static void grant(Workspace workspace, CustomerKey key, RoleGrants roles) {
    roles.grant(
        "databricks-root-uses-key",
        Principal.service(principalId(workspace.storageAccountIdentity())),
        Role.VAULT_CRYPTO_SERVICE_USER,
        key.id());
    roles.grant(
        "databricks-disks-use-key",
        Principal.service(principalId(workspace.managedDiskIdentity())),
        Role.VAULT_CRYPTO_SERVICE_USER,
        key.id());
  }

  /**
   * Returns the object id. A preview that prepares an existing workspace does not know the id, and
   * contains a placeholder, which Azure refuses.
   */
  private static Output<String> principalId(
      Output<Optional<ManagedIdentityConfigurationResponse>> identity) {
    return identity.applyValue(
        known -> known.map(ManagedIdentityConfigurationResponse::principalId).orElse("unknown"));
  }
}
