package io.quarterdeck.infra;

import com.pulumi.azurenative.dbforpostgresql.enums.PrincipalType;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.azurenative.resources.ResourceGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.SignedIn;
import io.quarterdeck.infra.foundation.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.foundation.identity.Grants;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.naming.Names;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.outputs.StackOutputs;
import io.quarterdeck.infra.foundation.postgres.Administrator;
import io.quarterdeck.infra.foundation.postgres.PostgresServer;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.vault.Vault;
import io.quarterdeck.infra.foundation.vault.VaultSecret;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** All components of one environment, created in dependency order. */
final class Platform {
  /** The name of the Key Vault secret that holds the administrator's password. */
  static final String PASSWORD_SECRET = "postgres-password";

  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  private final Settings settings;
  private final ResourceContext context;
  private final Identities identities;
  private final Network network;
  private final Lake lake;
  private final Vault vault;
  private final PostgresServer postgres;
  private final DatabricksWorkspace databricks;
  private final Observation observation;

  Platform(Settings settings, SignedIn signedIn, YearMonth month) {
    this.settings = settings;
    Names names = Names.of(settings.environment(), signedIn.subscriptionId());
    ResourceGroup group = resourceGroup(names);
    context =
        new ResourceContext(settings.environment(), names, signedIn, group.name(), group.id());
    DataProtection protection = new DataProtection(settings);
    identities =
        new Identities("identities", new Identities.Args(context, settings.identity()), TOP);
    network =
        new Network(
            "network", new Network.Args(context, settings.network(), settings.access()), TOP);
    var net = network.outputs();
    // The private endpoints share a subnet, so each waits for the previous one.
    lake = new Lake("lake", new Lake.Args(context, settings, net, net.subnets(), protection), TOP);
    vault =
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
    postgres =
        new PostgresServer(
            "postgres",
            new PostgresServer.Args(context, settings, net, administrators(), protection),
            TOP);
    databricks =
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
    passwordSecret();
    observation =
        new Observation(settings, context, network, lake, vault, postgres, databricks, month);
  }

  StackOutputs outputs() {
    return new Exports(
            settings, context, identities, lake, vault, postgres, databricks, observation)
        .outputs();
  }

  private ResourceGroup resourceGroup(Names names) {
    return new ResourceGroup(
        "resource-group",
        ResourceGroupArgs.builder()
            .resourceGroupName(names.of("rg"))
            .location(settings.environment().region().location())
            .tags(ResourceContext.tags(settings.environment()))
            .build(),
        CustomResourceOptions.builder().protect(settings.environment().production()).build());
  }

  /**
   * Migrations sign in as the deployment identity, loads on Databricks as the job identity, and
   * people as members of the operators group.
   */
  private List<Administrator> administrators() {
    List<Administrator> administrators = new ArrayList<>();
    administrators.add(service("deployment", identities.deployment()));
    administrators.add(service("job", identities.job()));
    settings
        .identity()
        .operators()
        .ifPresent(
            group ->
                administrators.add(
                    new Administrator(
                        "operators",
                        Output.of(group.objectId()),
                        Output.of(group.name()),
                        PrincipalType.Group)));
    return administrators;
  }

  private static Administrator service(String key, Identities.Identity identity) {
    return new Administrator(
        key, identity.principalId(), identity.name(), PrincipalType.ServicePrincipal);
  }

  private void passwordSecret() {
    settings
        .postgres()
        .password()
        .ifPresent(
            password ->
                new VaultSecret(
                    PASSWORD_SECRET,
                    new VaultSecret.Args(
                        context,
                        vault.outputs(),
                        PASSWORD_SECRET,
                        "password of " + settings.postgres().administrator(),
                        password),
                    TOP));
  }
}
