package io.quarterdeck.infra.foundation;

import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.azurenative.resources.ResourceGroupArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.SignedIn;
import io.quarterdeck.infra.foundation.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.identity.Grants;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.monitoring.LogWorkspace;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.network.FlowLogs;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.postgres.PostgresServer;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LogStore;
import io.quarterdeck.infra.foundation.vault.Vault;
import io.quarterdeck.infra.foundation.vault.VaultSecret;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * The components that every system requires.
 *
 * @param protection the options and locks of resources that hold data
 * @param logs the Log Analytics workspace that receives all logs
 * @param declarations the outputs, the diagnostics and the alerts of all components
 */
public record Foundation(
    ResourceContext context,
    DataProtection protection,
    Identities identities,
    Network network,
    Lake lake,
    Vault vault,
    PostgresServer postgres,
    DatabricksWorkspace databricks,
    LogWorkspace logs,
    Declarations declarations) {
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  /**
   * Creates the components in the order of their dependencies.
   *
   * @param containers the containers of the systems
   */
  public static Foundation create(
      Settings settings, SignedIn signedIn, List<LakeContainer> containers) {
    ResourceContext context = context(settings, signedIn);
    DataProtection protection = new DataProtection(settings);
    Identities identities =
        new Identities("identities", new Identities.Args(context, settings.identity()), TOP);
    Network network =
        new Network(
            "network", new Network.Args(context, settings.network(), settings.access()), TOP);
    var net = network.outputs();
    // The private endpoints share a subnet, so each waits for the previous one.
    Lake lake =
        new Lake(
            "lake",
            new Lake.Args(context, settings, containers, net, net.subnets(), protection),
            TOP);
    Vault vault =
        new Vault(
            "vault",
            new Vault.Args(
                context,
                settings.access(),
                settings.recoverVault(),
                net,
                List.of(lake.outputs().ready()),
                protection),
            TOP);
    PostgresServer postgres =
        new PostgresServer(
            "postgres",
            new PostgresServer.Args(context, settings, net, identities, protection),
            TOP);
    DatabricksWorkspace databricks =
        new DatabricksWorkspace(
            "databricks",
            new DatabricksWorkspace.Args(
                context,
                settings,
                net,
                identities.job().id(),
                List.of(vault.outputs().ready()),
                protection),
            TOP);
    new Grants(
        "grants",
        new Grants.Args(
            context, settings.identity(), identities, lake.outputs().id(), vault.outputs().id()),
        TOP);
    passwordSecret(context, settings, vault);
    LogWorkspace logs =
        new LogWorkspace("logs", new LogWorkspace.Args(context, settings.monitoring()), TOP);
    LogStore logStore = new LogStore("log-store", new LogStore.Args(context, settings), TOP);
    FlowLogs flowLogs =
        new FlowLogs(
            "flow-logs",
            new FlowLogs.Args(context, settings.network(), net, logStore.id(), logs.outputs()),
            TOP);
    Declarations declarations =
        Declarations.all(
            List.of(
                context.declarations(),
                identities.declarations(),
                network.declarations(),
                lake.declarations(),
                logStore.declarations(),
                vault.declarations(),
                postgres.declarations(),
                databricks.declarations(),
                logs.declarations(),
                flowLogs.declarations()));
    return new Foundation(
        context,
        protection,
        identities,
        network,
        lake,
        vault,
        postgres,
        databricks,
        logs,
        declarations);
  }

  private static ResourceContext context(Settings settings, SignedIn signedIn) {
    ResourceNames names = ResourceNames.of(settings.environment(), signedIn.subscriptionId());
    ResourceGroup group =
        new ResourceGroup(
            "resource-group",
            ResourceGroupArgs.builder()
                .resourceGroupName(names.of("rg"))
                .location(settings.environment().region().location())
                .tags(ResourceContext.tags(settings.environment()))
                .build(),
            CustomResourceOptions.builder().protect(settings.environment().production()).build());
    return new ResourceContext(settings.environment(), names, signedIn, group.name(), group.id());
  }

  private static void passwordSecret(ResourceContext context, Settings settings, Vault vault) {
    settings
        .postgres()
        .password()
        .ifPresent(
            password ->
                new VaultSecret(
                    PostgresServer.PASSWORD_SECRET,
                    new VaultSecret.Args(
                        context,
                        vault.outputs(),
                        PostgresServer.PASSWORD_SECRET,
                        "password of " + settings.postgres().administrator(),
                        password),
                    TOP));
  }
}
