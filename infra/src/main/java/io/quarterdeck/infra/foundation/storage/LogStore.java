package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The storage account for flow logs. The account's network rules allow trusted services, and
 * Network Watcher is one of them. People read the logs through the private endpoint.
 */
public final class LogStore extends ComponentResource {
  private static final int SOFT_DELETE_DAYS = 7;

  /**
   * Arguments of the component.
   *
   * @param lake the lake, which has the private DNS zone of blob endpoints; the endpoint of this
   *     account is created after those of the lake
   * @param key the customer-managed key, if there is one
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      Lake.Outputs lake,
      Optional<IdentityKey> key) {}

  private final StorageAccount account;
  private final Resource ready;

  public LogStore(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:storage:LogStore", name, options);
    ResourceContext context = args.context();
    var inputs =
        Account.closed(
                context,
                context.names().storageAccount("stlog"),
                args.settings().storage().replication())
            .accessTier(AccessTier.Cool)
            .publicNetworkAccess(Account.publicAccess(List.of()))
            .networkRuleSet(Account.networkRules(List.of()).build());
    account =
        new StorageAccount(
            name,
            Account.encrypted(inputs, args.settings(), args.key()).build(),
            Account.replaced(
                CustomResourceOptions.builder()
                    .parent(this)
                    .dependsOn(Account.before(args.key()))
                    .build(),
                args.settings()));
    Account.blobService(name + "-blob-service", context, account, SOFT_DELETE_DAYS, this);
    ready =
        new PrivateLink(context, args.network(), this)
            .endpoint(
                name + "-endpoint",
                account.id(),
                "blob",
                args.lake().blobZone(),
                List.of(args.lake().ready()))
            .ready();
    registerOutputs(Map.of("id", account.id()));
  }

  public Output<String> id() {
    return account.id();
  }

  /** Returns the resource that exists once names resolve to the endpoint. */
  public Resource ready() {
    return ready;
  }

  /** Returns the diagnostics of the account. */
  public Declarations declarations() {
    return new Declarations().diagnostics(DiagnosticSource.blobService("log-store", account.id()));
  }
}
