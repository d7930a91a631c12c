package io.quarterdeck.infra.foundation;

import com.pulumi.azurenative.keyvault.Provider;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.azurenative.resources.ResourceGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.PairedRegion;
import io.quarterdeck.infra.foundation.agents.PipelineAgents;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.context.SignedIn;
import io.quarterdeck.infra.foundation.databricks.DatabricksConnector;
import io.quarterdeck.infra.foundation.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.encryption.CustomerKey;
import io.quarterdeck.infra.foundation.encryption.EncryptionKeys;
import io.quarterdeck.infra.foundation.encryption.IdentityKey;
import io.quarterdeck.infra.foundation.identity.Grants;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.monitoring.LogWorkspace;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.network.FlowLogs;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.NetworkUse;
import io.quarterdeck.infra.foundation.network.VpnGateway;
import io.quarterdeck.infra.foundation.postgres.PostgresServer;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeUse;
import io.quarterdeck.infra.foundation.storage.LogStore;
import io.quarterdeck.infra.foundation.vault.BackupVault;
import io.quarterdeck.infra.foundation.vault.Vault;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.settings.VpnSettings;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The components that every system requires, created in the order of their dependencies. */
public final class Foundation {
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  private final Settings settings;
  private final YearMonth month;
  private final ResourceContext context;
  private final DataProtection protection;
  private final Identities identities;
  private final Network network;
  private final Optional<PipelineAgents> agents;
  private final Optional<VpnGateway> vpn;
  private final DatabricksConnector connector;
  private final Vault vault;
  private final Optional<BackupVault> backupVault;
  private final Optional<EncryptionKeys> keys;
  private final Lake lake;
  private final LogStore logStore;
  private final PostgresServer postgres;
  private final DatabricksWorkspace databricks;
  private final ResourceSequence networkChanges;
  private final ResourceSequence factoryEndpoints;
  private final LogWorkspace logs;
  private final FlowLogs flowLogs;

  /**
   * Creates the components.
   *
   * @param keyVault the provider of Key Vault's resources
   * @param month the current month, in which missing keys are created
   * @param use what the systems need in the lake
   * @param networkUse what the systems need in the network
   */
  public Foundation(
      Settings settings,
      SignedIn signedIn,
      Provider keyVault,
      YearMonth month,
      LakeUse use,
      NetworkUse networkUse) {
    this.settings = settings;
    this.month = month;
    context = resourceContext(signedIn);
    protection = new DataProtection(settings);
    identities =
        new Identities("identities", new Identities.Args(context, settings.identity()), TOP);
    network =
        new Network(
            "network",
            new Network.Args(context, settings.network(), settings.access(), networkUse),
            TOP);
    var net = network.outputs();
    agents =
        settings
            .agents()
            .map(given -> new PipelineAgents.Args(context, given, net.agentsSubnet()))
            .map(args -> new PipelineAgents("agents", args, TOP));
    vpn = settings.network().vpn().map(given -> vpn(given, net));
    connector =
        new DatabricksConnector(
            "connector", new DatabricksConnector.Args(context, identities.job().id()), TOP);
    // The private endpoints share a subnet, so each one depends on the previous one.
    vault = vault(keyVault);
    backupVault = backupVault();
    keys = keys();
    Optional<IdentityKey> storageKey = keys.map(EncryptionKeys::storage);
    Resource vaults = backupVault.map(BackupVault::outputs).orElse(vault.outputs()).ready();
    lake =
        new Lake(
            "lake",
            new Lake.Args(
                context,
                settings,
                use,
                connector.id(),
                net,
                storageKey,
                List.of(vaults),
                protection),
            TOP);
    logStore =
        new LogStore(
            "log-store",
            new LogStore.Args(context, settings, net, lake.outputs(), storageKey),
            TOP);
    postgres =
        new PostgresServer(
            "postgres",
            new PostgresServer.Args(context, settings, net, identities, keys, protection),
            TOP);
    databricks = workspace(keys.map(EncryptionKeys::databricks));
    factoryEndpoints = new ResourceSequence(network);
    networkChanges = new ResourceSequence(network);
    networkChanges.add(databricks.outputs().ready());
    new Grants(
        "grants",
        new Grants.Args(
            context,
            settings.identity(),
            identities,
            settings.encryption().databricksPrincipalId(),
            lake.outputs().id(),
            vault.outputs().id()),
        TOP);
    postgres.storePassword(vault.outputs());
    logs = new LogWorkspace("logs", new LogWorkspace.Args(context, settings.monitoring()), TOP);
    flowLogs =
        new FlowLogs(
            "flow-logs",
            new FlowLogs.Args(context, settings.network(), net, logStore.id(), logs.outputs()),
            TOP);
  }

  public ResourceContext context() {
    return context;
  }

  /** Returns the object that creates the options and locks of resources that hold data. */
  public DataProtection protection() {
    return protection;
  }

  /** Returns the customer-managed keys, if there are any. */
  public Optional<EncryptionKeys> encryptionKeys() {
    return keys;
  }

  public Identities identities() {
    return identities;
  }

  public Network network() {
    return network;
  }

  public Lake lake() {
    return lake;
  }

  public Vault vault() {
    return vault;
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public DatabricksWorkspace databricks() {
    return databricks;
  }

  /** Returns the order of the changes of the network that the systems make. */
  public ResourceSequence networkChanges() {
    return networkChanges;
  }

  /** Returns the order of the endpoints through which data factories connect to services. */
  public ResourceSequence factoryEndpoints() {
    return factoryEndpoints;
  }

  /** Returns the Log Analytics workspace, which receives all logs. */
  public LogWorkspace logs() {
    return logs;
  }

  /** Returns the outputs, the diagnostics and the alerts of all components. */
  public Declarations declarations() {
    return Declarations.all(
        List.of(
            context.declarations(),
            identities.declarations(),
            network.declarations(),
            agents.map(PipelineAgents::declarations).orElseGet(Declarations::new),
            vpn.map(VpnGateway::declarations).orElseGet(Declarations::new),
            connector.declarations(),
            lake.declarations(),
            logStore.declarations(),
            vault.declarations(),
            backupVault.map(BackupVault::declarations).orElseGet(Declarations::new),
            postgres.declarations(),
            databricks.declarations(),
            logs.declarations(),
            flowLogs.declarations()));
  }

  private ResourceContext resourceContext(SignedIn signedIn) {
    EnvironmentSettings environment = settings.environment();
    ResourceNames names = ResourceNames.of(environment, signedIn.subscriptionId());
    ResourceGroup group =
        new ResourceGroup(
            "resource-group",
            ResourceGroupArgs.builder()
                .resourceGroupName(names.of("rg"))
                .location(environment.region().location())
                .tags(ResourceContext.tags(environment))
                .build(),
            CustomResourceOptions.builder().protect(environment.production()).build());
    return new ResourceContext(environment, names, signedIn, group.name(), group.id());
  }

  private VpnGateway vpn(VpnSettings given, Network.Outputs net) {
    VpnGateway.Args args =
        new VpnGateway.Args(context, given, net.id(), net.vpn().orElseThrow(), net.subnets());
    return new VpnGateway("vpn", args, TOP);
  }

  private Vault vault(Provider provider) {
    return new Vault(
        "vault",
        new Vault.Args(
            context,
            settings,
            network.outputs(),
            network.outputs().subnets(),
            protection,
            provider),
        TOP);
  }

  /**
   * Returns the vault for the key of the backups; empty unless customer-managed keys and
   * geo-redundant backups are on.
   */
  private Optional<BackupVault> backupVault() {
    if (!settings.encryption().customerManagedKeys() || !settings.postgres().geoRedundantBackup()) {
      return Optional.empty();
    }
    // Settings accepts geo-redundant backups only in a region that has a paired region.
    String location = PairedRegion.of(context.location()).orElseThrow();
    return Optional.of(
        new BackupVault(
            "backup-vault",
            new BackupVault.Args(
                context, settings, location, network.outputs(), vault.outputs(), protection),
            TOP));
  }

  private Optional<EncryptionKeys> keys() {
    if (!settings.encryption().customerManagedKeys()) {
      return Optional.empty();
    }
    // Settings requires the id if customer-managed keys are on.
    String databricksId = settings.encryption().databricksPrincipalId().orElseThrow();
    return Optional.of(
        new EncryptionKeys(
            "encryption",
            new EncryptionKeys.Args(
                context, vault.outputs(), backupVault, databricksId, month, protection),
            TOP));
  }

  private DatabricksWorkspace workspace(Optional<CustomerKey> key) {
    return new DatabricksWorkspace(
        "databricks",
        new DatabricksWorkspace.Args(
            context, settings, network.outputs(), key, List.of(logStore.ready()), protection),
        TOP);
  }
}
