package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.BlobServicePropertiesArgs;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.azurenative.storage.inputs.DeleteRetentionPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The storage account for flow logs. Network Watcher writes with the account's keys, so shared keys
 * stay enabled. The account's network rules allow only Azure's trusted services.
 */
public final class LogStore extends ComponentResource {
  private static final int SOFT_DELETE_DAYS = 7;

  /** Arguments of the component. */
  public record Args(ResourceContext context, Settings settings) {}

  private final StorageAccount account;

  public LogStore(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:storage:LogStore", name, options);
    ResourceContext context = args.context();
    var layers =
        args.settings().infrastructureEncryption() ? Account.Layers.TWO : Account.Layers.ONE;
    account =
        new StorageAccount(
            name,
            Account.closed(
                    context,
                    context.names().storageAccount("stlog"),
                    args.settings().storage().replication())
                .accessTier(AccessTier.Cool)
                .allowSharedKeyAccess(true)
                .publicNetworkAccess(Account.publicAccess(List.of()))
                .networkRuleSet(Account.networkRules(List.of()))
                .encryption(Account.encryption(layers))
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    DeleteRetentionPolicyArgs kept =
        DeleteRetentionPolicyArgs.builder().enabled(true).days(SOFT_DELETE_DAYS).build();
    new BlobServiceProperties(
        name + "-blob-service",
        BlobServicePropertiesArgs.builder()
            .blobServicesName("default")
            .accountName(account.name())
            .resourceGroupName(context.resourceGroup())
            .deleteRetentionPolicy(kept)
            .containerDeleteRetentionPolicy(kept)
            .build(),
        CustomResourceOptions.builder().parent(this).build());
    registerOutputs(Map.of("id", account.id()));
  }

  public Output<String> id() {
    return account.id();
  }
}
