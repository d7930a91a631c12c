package io.quarterdeck.infra.foundation.storage;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.azurenative.storage.BlobContainer;
import com.pulumi.azurenative.storage.BlobContainerArgs;
import com.pulumi.azurenative.storage.BlobServiceProperties;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.enums.AccessTier;
import com.pulumi.azurenative.storage.enums.PublicAccess;
import com.pulumi.azurenative.storage.inputs.ResourceAccessRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lake: an ADLS Gen2 account with the platform's containers. A hierarchical namespace does not
 * support versioning, so blobs and containers have soft delete instead.
 */
public final class Lake extends ComponentResource {
  /** The name of the container for incoming files. */
  public static final String LANDING = "landing";

  private static final String QUARANTINE = "quarantine";
  private static final String ARTIFACTS = "artifacts";

  private static final MetricRule AVAILABILITY =
      new MetricRule(
          "availability",
          "Fewer than 99.9 % of the requests to the lake succeeded.",
          1,
          "Availability",
          AggregationTypeEnum.Average,
          Operator.LessThan,
          99.9);

  /**
   * Arguments of the component.
   *
   * @param use what the systems need, in addition to the containers that every system uses
   * @param connectorId the access connector, through which Databricks accesses the lake
   * @param key the customer-managed key, if there is one
   * @param after the resources that must exist before the private endpoints
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      LakeUse use,
      Output<String> connectorId,
      Network.Outputs network,
      Optional<IdentityKey> key,
      List<Resource> after,
      DataProtection protection) {}

  /**
   * Outputs of the component; both endpoints end with a slash.
   *
   * @param blobZone the private DNS zone of blob endpoints
   */
  public record Outputs(
      Output<String> id,
      Output<String> name,
      Output<String> blobEndpoint,
      Output<String> dfsEndpoint,
      PrivateZone blobZone,
      Resource ready) {}

  private final Outputs outputs;
  private final Map<String, Output<String>> containerIds = new TreeMap<>();

  public Lake(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:storage:Lake", name, options);
    StorageAccount account = account(name, args);
    args.protection().lock(StatefulResource.STORAGE_ACCOUNT, name, account, this);
    BlobServiceProperties service =
        Account.blobService(
            "blob-service",
            args.context(),
            account,
            args.settings().storage().softDeleteDays(),
            this);
    containers(args, account, service);
    Lifecycle.create("lifecycle", args, account, rules(args), service, this);
    PrivateLink link = new PrivateLink(args.context(), args.network(), this);
    PrivateZone blobZone = zone(link, "blob");
    Endpoint blob = link.endpoint("blob-endpoint", account.id(), "blob", blobZone, args.after());
    Endpoint dfs =
        link.endpoint(
            "dfs-endpoint", account.id(), "dfs", zone(link, "dfs"), List.of(blob.ready()));
    outputs =
        new Outputs(
            account.id(),
            account.name(),
            account.primaryEndpoints().applyValue(endpoints -> endpoints.blob()),
            account.primaryEndpoints().applyValue(endpoints -> endpoints.dfs()),
            blobZone,
            dfs.ready());
    registerOutputs(Map.of("id", account.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /**
   * Returns the id of a container, which is the scope of roles on its blobs.
   *
   * @throws IllegalArgumentException if the lake has no such container
   */
  public Output<String> containerId(String name) {
    Output<String> id = containerIds.get(name);
    if (id == null) {
      throw new IllegalArgumentException("The lake has no container " + name);
    }
    return id;
  }

  /** Returns the outputs, the diagnostics and the alerts of the component. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.STORAGE_ACCOUNT, outputs.name())
        .output(StackOutput.BLOB_ENDPOINT, outputs.blobEndpoint())
        .output(StackOutput.DFS_ENDPOINT, outputs.dfsEndpoint())
        .output(StackOutput.LANDING_CONTAINER, LANDING)
        .output(StackOutput.QUARANTINE_CONTAINER, QUARANTINE)
        .output(StackOutput.ARTIFACTS_CONTAINER, ARTIFACTS)
        .diagnostics(DiagnosticSource.blobService("lake", outputs.id()))
        .alerts(
            new ResourceAlerts(
                "storage",
                "Microsoft.Storage/storageAccounts",
                outputs.id(),
                List.of(AVAILABILITY)));
  }

  private StorageAccount account(String name, Args args) {
    var storage = args.settings().storage();
    var allowed = args.settings().access().allowed();
    var account =
        Account.closed(
                args.context(), args.context().names().storageAccount("st"), storage.replication())
            .isHnsEnabled(true)
            .accessTier(AccessTier.Hot)
            .publicNetworkAccess(Account.publicAccess(allowed))
            .networkRuleSet(
                Account.networkRules(allowed).resourceAccessRules(trusted(args)).build());
    return new StorageAccount(
        name,
        Account.encrypted(account, args.settings(), args.key()).build(),
        Account.replaced(
            args.protection()
                .options(StatefulResource.STORAGE_ACCOUNT, this, Account.before(args.key())),
            args.settings()));
  }

  /**
   * Accepts requests of Databricks' own services with the identity of the access connector. Unity
   * Catalog checks storage credentials and external locations from the control plane, which is
   * outside the network. The readers of the systems are outside the network, too. Source: Microsoft
   * Learn, "Trusted Azure services" (Azure Storage), trusted access based on a managed identity.
   */
  private static List<ResourceAccessRuleArgs> trusted(Args args) {
    List<ResourceAccessRuleArgs> rules = new ArrayList<>();
    rules.add(trusted(args, args.connectorId()));
    // The rules are part of the account, which exists before a reader.
    args.use()
        .readers()
        .forEach(
            reader ->
                rules.add(
                    trusted(
                        args,
                        args.context()
                            .resourceGroupId()
                            .applyValue(group -> group + "/providers/" + reader))));
    return rules;
  }

  private static ResourceAccessRuleArgs trusted(Args args, Output<String> resourceId) {
    return ResourceAccessRuleArgs.builder()
        .resourceId(resourceId)
        .tenantId(args.context().signedIn().tenantId())
        .build();
  }

  private void containers(Args args, StorageAccount account, BlobServiceProperties service) {
    List<LakeContainer> containers = new ArrayList<>();
    containers.add(LakeContainer.of(LANDING));
    containers.addAll(args.use().containers());
    containers.add(LakeContainer.of(QUARANTINE));
    containers.add(LakeContainer.of(ARTIFACTS));
    for (LakeContainer container : containers) {
      BlobContainer created =
          new BlobContainer(
              "container-" + container.name(),
              BlobContainerArgs.builder()
                  .containerName(container.name())
                  .accountName(account.name())
                  .resourceGroupName(args.context().resourceGroup())
                  .publicAccess(PublicAccess.None)
                  .build(),
              // Containers are protected like the account, because their data cannot be recreated.
              args.protection().options(StatefulResource.CONTAINER, this, List.of(service)));
      containerIds.put(container.name(), created.id());
    }
  }

  private static List<LifecycleRule> rules(Args args) {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(
        LifecycleRule.delete(
            "quarantine-expires", QUARANTINE, args.settings().storage().quarantineDays()));
    args.use().containers().forEach(container -> container.rule().ifPresent(rules::add));
    return rules;
  }

  private static PrivateZone zone(PrivateLink link, String groupId) {
    return link.zone(groupId, "privatelink." + groupId + ".core.windows.net");
  }
}
