package io.quarterdeck.infra.foundation.vault;

import com.pulumi.azurenative.keyvault.v20260201.VaultArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The vault in the paired region. It contains the key of PostgreSQL's geo-redundant backups,
 * because Azure accepts only a key from the region that stores these backups.
 */
public final class BackupVault extends ComponentResource {
  /**
   * Arguments of the component.
   *
   * @param location the paired region
   * @param main the vault of the platform
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      String location,
      Network.Outputs network,
      Vault.Outputs main,
      DataProtection protection) {}

  private final String location;
  private final Vault.Outputs outputs;

  public BackupVault(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:vault:BackupVault", name, options);
    ResourceContext context = args.context();
    location = args.location();
    var vault =
        new com.pulumi.azurenative.keyvault.v20260201.Vault(
            name,
            VaultArgs.builder()
                // At most 24 characters, like the name of the main vault.
                .vaultName(context.names().of("kb"))
                .resourceGroupName(context.resourceGroup())
                .location(args.location())
                .properties(VaultProperties.of(context, args.settings()))
                .tags(context.tags())
                .build(),
            CustomResourceOptions.merge(
                args.protection().options(StatefulResource.VAULT, this),
                CustomResourceOptions.builder().provider(args.main().provider()).build(),
                null));
    args.protection().lock(StatefulResource.VAULT, name, vault, this);
    Endpoint endpoint =
        new PrivateLink(context, args.network(), this)
            .endpoint(
                name + "-endpoint",
                vault.id(),
                "vault",
                args.main().zone(),
                List.of(args.main().ready()));
    outputs =
        new Vault.Outputs(
            vault.id(),
            vault.name(),
            vault.properties().applyValue(given -> given.vaultUri()),
            endpoint.ready(),
            args.main().provider(),
            args.main().zone());
    registerOutputs(Map.of("id", vault.id()));
  }

  /** Returns the region of the vault. */
  public String location() {
    return location;
  }

  public Vault.Outputs outputs() {
    return outputs;
  }

  /** Returns the diagnostics and the alerts of the component. */
  public Declarations declarations() {
    return new Declarations()
        .diagnostics(DiagnosticSource.logsAndMetrics("backup-vault", outputs.id()))
        .alerts(
            new ResourceAlerts(
                "backup-vault", "Microsoft.KeyVault/vaults", outputs.id(), List.of(Vault.DENIALS)));
  }
}
