package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.BlobContainer;
import com.pulumi.azurenative.storage.BlobContainerArgs;
import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.azurenative.storage.enums.PublicAccess;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The storage account of a function app: its package, its keys and the state of its timers. The
 * host of the app must own the blobs of its account. Therefore it does not use the lake
 * (docs/decisions/0113).
 */
public final class AppStore extends ComponentResource {
  private static final String PACKAGES = "packages";
  private static final int SOFT_DELETE_DAYS = 7;

  /**
   * Arguments of the component.
   *
   * @param lake the lake, which has the private DNS zone of blob endpoints
   * @param key the customer-managed key, if there is one
   * @param changes the order of the changes of the network
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      Lake.Outputs lake,
      Optional<IdentityKey> key,
      DataProtection protection,
      ResourceSequence changes) {}

  /**
   * Outputs of the component.
   *
   * @param packages the URL of the container with the package
   * @param ready the resource that exists once names resolve to the private endpoint
   */
  public record Outputs(
      Output<String> id, Output<String> name, Output<String> packages, Resource ready) {}

  private final String name;
  private final Outputs outputs;

  public AppStore(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:storage:AppStore", name, options);
    this.name = name;
    StorageAccount account = account(args);
    args.protection().lock(StatefulResource.STORAGE_ACCOUNT, name, account, this);
    BlobContainer packages = packages(args, account);
    Endpoint endpoint =
        new PrivateLink(args.context(), args.network(), this)
            .endpoint(
                name + "-endpoint",
                account.id(),
                "blob",
                args.lake().blobZone(),
                args.changes().last());
    args.changes().add(endpoint.ready());
    outputs =
        new Outputs(
            account.id(),
            account.name(),
            Output.tuple(account.primaryEndpoints(), packages.name())
                .applyValue(found -> found.t1.blob() + found.t2),
            endpoint.ready());
    registerOutputs(Map.of("id", account.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /** Returns the diagnostics of the account. */
  public Declarations declarations() {
    return new Declarations().diagnostics(DiagnosticSource.blobService(name, outputs.id()));
  }

  private StorageAccount account(Args args) {
    var inputs =
        Account.closed(
                args.context(),
                args.context().names().storageAccount("stfn"),
                args.settings().storage().replication())
            .accessTier(AccessTier.Hot)
            .publicNetworkAccess(Account.publicAccess(List.of()))
            .networkRuleSet(Account.networkRules(List.of()).build());
    return new StorageAccount(
        name,
        Account.encrypted(inputs, args.settings(), args.key()).build(),
        Account.replaced(
            args.protection()
                .options(StatefulResource.STORAGE_ACCOUNT, this, Account.before(args.key())),
            args.settings()));
  }

  private BlobContainer packages(Args args, StorageAccount account) {
    BlobServiceProperties service =
        Account.blobService(
            name + "-blob-service", args.context(), account, SOFT_DELETE_DAYS, this);
    return new BlobContainer(
        name + "-packages",
        BlobContainerArgs.builder()
            .containerName(PACKAGES)
            .accountName(account.name())
            .resourceGroupName(args.context().resourceGroup())
            .publicAccess(PublicAccess.None)
            .build(),
        args.protection().options(StatefulResource.CONTAINER, this, List.of(service)));
  }
}
