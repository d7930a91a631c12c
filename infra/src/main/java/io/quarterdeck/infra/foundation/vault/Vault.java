package io.quarterdeck.infra.foundation.vault;

import com.pulumi.azurenative.keyvault.Provider;
import com.pulumi.azurenative.keyvault.v20260201.VaultArgs;
import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * Key Vault with role-based access, 90 days of soft delete, purge protection and a private
 * endpoint.
 */
public final class Vault extends ComponentResource {
  /**
   * Does not count status 401. Each client sends its first request without a token, because the
   * response names the tenant. Source: Microsoft Learn, "Authentication, requests and responses"
   * (Key Vault), the challenge of an unauthenticated request.
   */
  static final MetricRule DENIALS =
      new MetricRule(
          "denials",
          "Key Vault denied more than 5 requests within 15 minutes.",
          2,
          "ServiceApiResult",
          AggregationTypeEnum.Count,
          Operator.GreaterThan,
          5,
          List.of("403"));

  /**
   * Arguments of the component.
   *
   * @param provider the provider of the vault, of its secrets and of its keys
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      List<Resource> after,
      DataProtection protection,
      Provider provider) {}

  /**
   * Outputs of the component.
   *
   * @param uri the URI of the vault; it ends with a slash
   * @param provider the provider of the vault, for its secrets and keys
   * @param zone the private DNS zone of vaults
   */
  public record Outputs(
      Output<String> id,
      Output<String> name,
      Output<String> uri,
      Resource ready,
      Provider provider,
      PrivateZone zone) {}

  private final Outputs outputs;

  public Vault(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:vault:Vault", name, options);
    ResourceContext context = args.context();
    var vault =
        new com.pulumi.azurenative.keyvault.v20260201.Vault(
            name,
            VaultArgs.builder()
                .vaultName(context.names().of("kv"))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .properties(VaultProperties.of(context, args.settings()))
                .tags(context.tags())
                .build(),
            CustomResourceOptions.merge(
                args.protection().options(StatefulResource.VAULT, this),
                CustomResourceOptions.builder().provider(args.provider()).build(),
                null));
    args.protection().lock(StatefulResource.VAULT, name, vault, this);
    PrivateLink link = new PrivateLink(context, args.network(), this);
    PrivateZone zone = link.zone("vault", "privatelink.vaultcore.azure.net");
    Endpoint endpoint = link.endpoint("vault-endpoint", vault.id(), "vault", zone, args.after());
    outputs =
        new Outputs(
            vault.id(),
            vault.name(),
            vault.properties().applyValue(given -> given.vaultUri()),
            endpoint.ready(),
            args.provider(),
            zone);
    registerOutputs(Map.of("id", vault.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /** Returns the outputs, the diagnostics and the alerts of the component. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.KEY_VAULT_URI, outputs.uri())
        .output(StackOutput.KEY_VAULT_ID, outputs.id())
        .diagnostics(DiagnosticSource.logsAndMetrics("vault", outputs.id()))
        .alerts(
            new ResourceAlerts(
                "vault", "Microsoft.KeyVault/vaults", outputs.id(), List.of(DENIALS)));
  }
}
