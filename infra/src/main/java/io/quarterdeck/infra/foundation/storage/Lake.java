package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.storage.BlobContainer;
import com.pulumi.azurenative.storage.BlobContainerArgs;
import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.BlobServicePropertiesArgs;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.azurenative.storage.enums.PublicAccess;
import com.pulumi.azurenative.storage.inputs.DeleteRetentionPolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.Replaceable;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The lake: an ADLS Gen2 account with the platform's containers. A hierarchical namespace does not
 * support versioning, so blobs and containers have soft delete instead.
 */
public final class Lake extends ComponentResource {
  public static final String LANDING = "landing";
  public static final String CURATED = "curated";
  public static final String QUARANTINE = "quarantine";
  public static final String ARTIFACTS = "artifacts";

  /** All containers. */
  public static final List<String> CONTAINERS = List.of(LANDING, CURATED, QUARANTINE, ARTIFACTS);

  /** Arguments of the component. */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      List<Resource> after,
      DataProtection protection) {}

  /** Outputs of the component; both endpoints end with a slash. */
  public record Outputs(
      Output<String> id,
      Output<String> name,
      Output<String> blobEndpoint,
      Output<String> dfsEndpoint,
      Resource ready) {}

  private final Outputs outputs;

  public Lake(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:storage:Lake", name, options);
    StorageAccount account = account(name, args);
    args.protection().lock(Replaceable.STORAGE, name, account, this);
    BlobServiceProperties service = blobService(args, account);
    containers(args, account, service);
    new Lifecycle("lifecycle", args, account, service, this);
    Endpoint blob = endpoint("blob", args, account, args.after());
    Endpoint dfs = endpoint("dfs", args, account, List.of(blob.ready()));
    outputs =
        new Outputs(
            account.id(),
            account.name(),
            account.primaryEndpoints().applyValue(endpoints -> endpoints.blob()),
            account.primaryEndpoints().applyValue(endpoints -> endpoints.dfs()),
            dfs.ready());
    registerOutputs(Map.of("id", account.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  private StorageAccount account(String name, Args args) {
    var storage = args.settings().storage();
    var allowed = args.settings().access().allowed();
    var layers =
        args.settings().infrastructureEncryption() ? Account.Layers.TWO : Account.Layers.ONE;
    return new StorageAccount(
        name,
        Account.closed(
                args.context(), args.context().names().storageAccount("st"), storage.replication())
            .isHnsEnabled(true)
            .accessTier(AccessTier.Hot)
            .allowSharedKeyAccess(false)
            .defaultToOAuthAuthentication(true)
            .publicNetworkAccess(Account.publicAccess(allowed))
            .networkRuleSet(Account.networkRules(allowed))
            .encryption(Account.encryption(layers))
            .build(),
        args.protection().options(Replaceable.STORAGE, this));
  }

  private BlobServiceProperties blobService(Args args, StorageAccount account) {
    DeleteRetentionPolicyArgs kept =
        DeleteRetentionPolicyArgs.builder()
            .enabled(true)
            .days(args.settings().storage().softDeleteDays())
            .build();
    return new BlobServiceProperties(
        "blob-service",
        BlobServicePropertiesArgs.builder()
            .blobServicesName("default")
            .accountName(account.name())
            .resourceGroupName(args.context().resourceGroup())
            .deleteRetentionPolicy(kept)
            .containerDeleteRetentionPolicy(kept)
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void containers(Args args, StorageAccount account, BlobServiceProperties service) {
    for (String container : CONTAINERS) {
      new BlobContainer(
          "container-" + container,
          BlobContainerArgs.builder()
              .containerName(container)
              .accountName(account.name())
              .resourceGroupName(args.context().resourceGroup())
              .publicAccess(PublicAccess.None)
              .build(),
          // A container is protected like the account, because its data cannot be recreated.
          args.protection().options(Replaceable.STORAGE, this, List.of(service)));
    }
  }

  private Endpoint endpoint(
      String groupId, Args args, StorageAccount account, List<Resource> after) {
    PrivateZone zone =
        new PrivateZone(
            "dns-" + groupId,
            new PrivateZone.Args(
                args.context(),
                "privatelink." + groupId + ".core.windows.net",
                args.network().id()),
            ComponentResourceOptions.builder().parent(this).build());
    return new Endpoint(
        groupId + "-endpoint",
        new Endpoint.Args(
            args.context(),
            account.id(),
            groupId,
            args.network().privateEndpointsSubnet(),
            zone,
            after),
        ComponentResourceOptions.builder().parent(this).build());
  }
}
