package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.BlobServicePropertiesArgs;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.StorageAccountArgs;
import com.pulumi.azurenative.storage.enums.Bypass;
import com.pulumi.azurenative.storage.enums.DefaultAction;
import com.pulumi.azurenative.storage.enums.ExpirationAction;
import com.pulumi.azurenative.storage.enums.IdentityType;
import com.pulumi.azurenative.storage.enums.KeySource;
import com.pulumi.azurenative.storage.enums.KeyType;
import com.pulumi.azurenative.storage.enums.Kind;
import com.pulumi.azurenative.storage.enums.MinimumTlsVersion;
import com.pulumi.azurenative.storage.enums.PublicNetworkAccess;
import com.pulumi.azurenative.storage.inputs.DeleteRetentionPolicyArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionIdentityArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionServiceArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionServicesArgs;
import com.pulumi.azurenative.storage.inputs.IPRuleArgs;
import com.pulumi.azurenative.storage.inputs.IdentityArgs;
import com.pulumi.azurenative.storage.inputs.KeyVaultPropertiesArgs;
import com.pulumi.azurenative.storage.inputs.NetworkRuleSetArgs;
import com.pulumi.azurenative.storage.inputs.SasPolicyArgs;
import com.pulumi.azurenative.storage.inputs.SkuArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.settings.StorageSettings.Replication;
import java.util.List;
import java.util.Optional;

/** Inputs common to all storage accounts of the platform. */
final class Account {
  private Account() {}

  /**
   * Returns the inputs of a general-purpose v2 account that denies public access, shared keys and
   * TLS before 1.2.
   */
  static StorageAccountArgs.Builder closed(
      ResourceContext context, String name, Replication replication) {
    return StorageAccountArgs.builder()
        .accountName(name)
        .resourceGroupName(context.resourceGroup())
        .location(context.location())
        .kind(Kind.StorageV2)
        .sku(SkuArgs.builder().name("Standard_" + replication.name()).build())
        .enableHttpsTrafficOnly(true)
        .minimumTlsVersion(MinimumTlsVersion.TLS1_2)
        .allowBlobPublicAccess(false)
        .allowCrossTenantReplication(false)
        .isLocalUserEnabled(false)
        .allowSharedKeyAccess(false)
        .defaultToOAuthAuthentication(true)
        .sasPolicy(
            SasPolicyArgs.builder()
                .sasExpirationPeriod("1.00:00:00")
                .expirationAction(ExpirationAction.Log)
                .build())
        .tags(context.tags());
  }

  /**
   * Adds the encryption settings. With infrastructure encryption, Azure encrypts data a second time
   * with another key. Azure refuses every update of an account that contains {@code
   * requireInfrastructureEncryption: false}, so the property is sent only if it is true. Source:
   * Azure/bicep-registry-modules, issue 846.
   *
   * @param key the customer-managed key; empty to encrypt with Microsoft's key
   */
  static StorageAccountArgs.Builder encrypted(
      StorageAccountArgs.Builder account, Settings settings, Optional<IdentityKey> key) {
    EncryptionServiceArgs service =
        EncryptionServiceArgs.builder().enabled(true).keyType(KeyType.Account).build();
    EncryptionArgs.Builder encryption =
        EncryptionArgs.builder()
            .keySource(KeySource.Microsoft_Storage)
            .services(EncryptionServicesArgs.builder().blob(service).file(service).build());
    if (settings.infrastructureEncryption()) {
      encryption.requireInfrastructureEncryption(true);
    }
    key.ifPresent(
        own -> {
          account.identity(
              IdentityArgs.builder()
                  .type(IdentityType.UserAssigned)
                  .userAssignedIdentities(own.identityId().applyValue(List::of))
                  .build());
          encryption
              .keySource(KeySource.Microsoft_Keyvault)
              // Without a version here, Storage uses a new version within a day.
              .keyVaultProperties(
                  KeyVaultPropertiesArgs.builder()
                      .keyName(own.key().name())
                      .keyVaultUri(own.key().vaultUri())
                      .build())
              .encryptionIdentity(
                  EncryptionIdentityArgs.builder()
                      .encryptionUserAssignedIdentity(own.identityId())
                      .build());
        });
    return account.encryption(encryption.build());
  }

  /**
   * Adds the option that replaces an account to encrypt its data twice, because Azure refuses the
   * update. An account that encrypts twice continues to do so when the setting is switched off.
   */
  static CustomResourceOptions replaced(CustomResourceOptions options, Settings settings) {
    return settings.infrastructureEncryption()
        ? CustomResourceOptions.merge(
            options, CreationInputs.replacedBy("encryption.requireInfrastructureEncryption"), null)
        : options;
  }

  /** Returns the resources that must exist before an account with this key. */
  static List<Resource> before(Optional<IdentityKey> key) {
    return key.map(own -> own.key().granted()).stream().toList();
  }

  /** Creates the properties of the blob service: deleted blobs and containers can be restored. */
  static BlobServiceProperties blobService(
      String name, ResourceContext context, StorageAccount account, int days, Resource parent) {
    DeleteRetentionPolicyArgs kept =
        DeleteRetentionPolicyArgs.builder().enabled(true).days(days).build();
    return new BlobServiceProperties(
        name,
        BlobServicePropertiesArgs.builder()
            .blobServicesName("default")
            .accountName(account.name())
            .resourceGroupName(context.resourceGroup())
            .deleteRetentionPolicy(kept)
            .containerDeleteRetentionPolicy(kept)
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  /** Allows the given networks and Azure's trusted services only. */
  static NetworkRuleSetArgs.Builder networkRules(List<Cidr> allowed) {
    return NetworkRuleSetArgs.builder()
        .defaultAction(DefaultAction.Deny)
        .bypass(Bypass.AzureServices)
        .ipRules(
            allowed.stream()
                .map(cidr -> IPRuleArgs.builder().iPAddressOrRange(written(cidr)).build())
                .toList());
  }

  static PublicNetworkAccess publicAccess(List<Cidr> allowed) {
    return allowed.isEmpty() ? PublicNetworkAccess.Disabled : PublicNetworkAccess.Enabled;
  }

  /**
   * Formats a network for Storage, which does not accept the prefixes /31 and /32: a single address
   * has no prefix.
   */
  private static String written(Cidr cidr) {
    return cidr.prefix() == 32 ? cidr.first() : cidr.toString();
  }
}
