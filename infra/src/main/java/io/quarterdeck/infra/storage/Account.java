package io.quarterdeck.infra.storage;

import com.pulumi.azurenative.storage.StorageAccountArgs;
import com.pulumi.azurenative.storage.enums.Bypass;
import com.pulumi.azurenative.storage.enums.DefaultAction;
import com.pulumi.azurenative.storage.enums.ExpirationAction;
import com.pulumi.azurenative.storage.enums.KeySource;
import com.pulumi.azurenative.storage.enums.KeyType;
import com.pulumi.azurenative.storage.enums.Kind;
import com.pulumi.azurenative.storage.enums.MinimumTlsVersion;
import com.pulumi.azurenative.storage.enums.PublicNetworkAccess;
import com.pulumi.azurenative.storage.inputs.EncryptionArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionServiceArgs;
import com.pulumi.azurenative.storage.inputs.EncryptionServicesArgs;
import com.pulumi.azurenative.storage.inputs.IPRuleArgs;
import com.pulumi.azurenative.storage.inputs.NetworkRuleSetArgs;
import com.pulumi.azurenative.storage.inputs.SasPolicyArgs;
import com.pulumi.azurenative.storage.inputs.SkuArgs;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.infra.settings.StorageSettings.Replication;
import io.quarterdeck.infra.site.Site;
import java.util.List;

/** What every storage account of the platform has in common: closed unless opened on purpose. */
final class Account {
  private Account() {}

  /** A general-purpose v2 account that refuses the internet, shared keys and old TLS. */
  static StorageAccountArgs.Builder closed(Site site, String name, Replication replication) {
    return StorageAccountArgs.builder()
        .accountName(name)
        .resourceGroupName(site.resourceGroup())
        .location(site.location())
        .kind(Kind.StorageV2)
        .sku(SkuArgs.builder().name("Standard_" + replication.name()).build())
        .enableHttpsTrafficOnly(true)
        .minimumTlsVersion(MinimumTlsVersion.TLS1_2)
        .allowBlobPublicAccess(false)
        .allowCrossTenantReplication(false)
        .isLocalUserEnabled(false)
        .sasPolicy(
            SasPolicyArgs.builder()
                .sasExpirationPeriod("1.00:00:00")
                .expirationAction(ExpirationAction.Log)
                .build())
        .tags(site.tags());
  }

  /** {@code twice} encrypts below the service's encryption again, with another key. */
  static EncryptionArgs encryption(Layers layers) {
    EncryptionServiceArgs service =
        EncryptionServiceArgs.builder().enabled(true).keyType(KeyType.Account).build();
    return EncryptionArgs.builder()
        .keySource(KeySource.Microsoft_Storage)
        .requireInfrastructureEncryption(layers == Layers.TWO)
        .services(EncryptionServicesArgs.builder().blob(service).file(service).build())
        .build();
  }

  /** How many times bytes at rest are encrypted. */
  enum Layers {
    ONE,
    TWO
  }

  /** Nobody but the listed networks and Azure's own trusted services. */
  static NetworkRuleSetArgs networkRules(List<Cidr> allowed) {
    return NetworkRuleSetArgs.builder()
        .defaultAction(DefaultAction.Deny)
        .bypass(Bypass.AzureServices)
        .ipRules(
            allowed.stream()
                .map(cidr -> IPRuleArgs.builder().iPAddressOrRange(written(cidr)).build())
                .toList())
        .build();
  }

  static PublicNetworkAccess publicAccess(List<Cidr> allowed) {
    return allowed.isEmpty() ? PublicNetworkAccess.Disabled : PublicNetworkAccess.Enabled;
  }

  /** Storage refuses the prefixes /31 and /32: such networks are written as an address. */
  private static String written(Cidr cidr) {
    return cidr.prefix() == 32 ? cidr.first() : cidr.toString();
  }
}
