package io.quarterdeck.infra.foundation.vault;

import com.pulumi.azurenative.keyvault.v20260201.enums.CreateMode;
import com.pulumi.azurenative.keyvault.v20260201.enums.NetworkRuleAction;
import com.pulumi.azurenative.keyvault.v20260201.enums.NetworkRuleBypassOptions;
import com.pulumi.azurenative.keyvault.v20260201.enums.SkuFamily;
import com.pulumi.azurenative.keyvault.v20260201.enums.SkuName;
import com.pulumi.azurenative.keyvault.v20260201.inputs.IPRuleArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.NetworkRuleSetArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.SkuArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.VaultPropertiesArgs;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.Access;
import io.quarterdeck.infra.settings.Settings;

/** Inputs common to all vaults of the platform. */
final class VaultProperties {
  private static final int SOFT_DELETE_DAYS = 90;

  private VaultProperties() {}

  /**
   * Returns the inputs. Azure's trusted services have access although the network is closed: among
   * them are Storage, PostgreSQL flexible server, managed disks and Databricks. Source: Microsoft
   * Learn, "Virtual network service endpoints for Azure Key Vault", Trusted services.
   */
  static VaultPropertiesArgs of(ResourceContext context, Settings settings) {
    Access access = settings.access();
    VaultPropertiesArgs.Builder properties = VaultPropertiesArgs.builder();
    if (settings.recoverVault()) {
      properties.createMode(CreateMode.Recover);
    }
    return properties
        .tenantId(context.signedIn().tenantId())
        .sku(SkuArgs.builder().family(SkuFamily.A).name(sku(settings)).build())
        .enableRbacAuthorization(true)
        .enableSoftDelete(true)
        .softDeleteRetentionInDays(SOFT_DELETE_DAYS)
        .enablePurgeProtection(true)
        .enabledForDeployment(false)
        .enabledForDiskEncryption(false)
        .enabledForTemplateDeployment(false)
        .publicNetworkAccess(access.isPublic() ? "Enabled" : "Disabled")
        .networkAcls(
            NetworkRuleSetArgs.builder()
                .defaultAction(NetworkRuleAction.Deny)
                .bypass(NetworkRuleBypassOptions.AzureServices)
                .ipRules(
                    access.allowed().stream()
                        .map(cidr -> IPRuleArgs.builder().value(cidr.toString()).build())
                        .toList())
                .build())
        .build();
  }

  /** Only premium vaults have keys in hardware security modules. */
  private static SkuName sku(Settings settings) {
    return settings.encryption().customerManagedKeys() ? SkuName.Premium : SkuName.Standard;
  }
}
