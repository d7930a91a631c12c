package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
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
                .networkRuleSet(Account.networkRules(List.of()).build())
                .encryption(Account.encryption(args.settings()))
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    Account.blobService(name + "-blob-service", context, account, SOFT_DELETE_DAYS, this);
    registerOutputs(Map.of("id", account.id()));
  }

  public Output<String> id() {
    return account.id();
  }

  /** Returns the diagnostics of the account. */
  public Declarations declarations() {
    return new Declarations().diagnostics(DiagnosticSource.blobService("log-store", account.id()));
  }
}
