package io.quarterdeck.infra;

import com.pulumi.azurenative.dbforpostgresql.enums.PrincipalType;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.azurenative.resources.ResourceGroupArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.identity.Grants;
import io.quarterdeck.infra.identity.Identities;
import io.quarterdeck.infra.naming.Names;
import io.quarterdeck.infra.network.Network;
import io.quarterdeck.infra.outputs.StackOutputs;
import io.quarterdeck.infra.postgres.Administrator;
import io.quarterdeck.infra.postgres.PostgresServer;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.site.Safekeeping;
import io.quarterdeck.infra.site.SignedIn;
import io.quarterdeck.infra.site.Site;
import io.quarterdeck.infra.storage.Lake;
import io.quarterdeck.infra.vault.Vault;
import io.quarterdeck.infra.vault.VaultSecret;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** All components of one environment, in the order in which they need each other. */
final class Platform {
  /** The name of the administrator's password in Key Vault. */
  static final String PASSWORD_SECRET = "postgres-password";

  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  private final Settings settings;
  private final Site site;
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
    site = new Site(settings.environment(), names, signedIn, group.name(), group.id());
    Safekeeping safekeeping = new Safekeeping(settings);
    identities = new Identities("identities", new Identities.Args(site, settings.identity()), TOP);
    network =
        new Network("network", new Network.Args(site, settings.network(), settings.access()), TOP);
    var net = network.outputs();
    // The private endpoints share a subnet, so each waits for the one before.
    lake = new Lake("lake", new Lake.Args(site, settings, net, net.subnets(), safekeeping), TOP);
    vault =
        new Vault(
            "vault",
            new Vault.Args(
                site,
                settings.access(),
                settings.recoverVault(),
                net,
                List.of(lake.outputs().ready()),
                safekeeping),
            TOP);
    postgres =
        new PostgresServer(
            "postgres",
            new PostgresServer.Args(site, settings, net, administrators(), safekeeping),
            TOP);
    databricks =
        new DatabricksWorkspace(
            "databricks",
            new DatabricksWorkspace.Args(
                site,
                settings,
                net,
                identities.job().id(),
                List.of(vault.outputs().ready()),
                safekeeping),
            TOP);
    new Grants(
        "grants",
        new Grants.Args(
            site, settings.identity(), identities, lake.outputs().id(), vault.outputs().id()),
        TOP);
    passwordSecret();
    observation =
        new Observation(settings, site, network, lake, vault, postgres, databricks, month);
  }

  StackOutputs outputs() {
    return new Exports(settings, site, identities, lake, vault, postgres, databricks, observation)
        .outputs();
  }

  private ResourceGroup resourceGroup(Names names) {
    return new ResourceGroup(
        "resource-group",
        ResourceGroupArgs.builder()
            .resourceGroupName(names.of("rg"))
            .location(settings.environment().region().location())
            .tags(Site.tags(settings.environment()))
            .build(),
        CustomResourceOptions.builder().protect(settings.environment().production()).build());
  }

  /** Migrations run as the deployment, loads on Databricks as the job, people as operators. */
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
                        site,
                        vault.outputs(),
                        PASSWORD_SECRET,
                        "password of " + settings.postgres().administrator(),
                        password),
                    TOP));
  }
}
