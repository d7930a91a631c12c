package io.quarterdeck.infra.vault;

import com.pulumi.azurenative.keyvault.Secret;
import com.pulumi.azurenative.keyvault.SecretArgs;
import com.pulumi.azurenative.keyvault.inputs.SecretAttributesArgs;
import com.pulumi.azurenative.keyvault.inputs.SecretPropertiesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.site.Site;
import java.util.Map;

/**
 * A secret in Key Vault, written through Azure Resource Manager: no reach to the vault is needed.
 */
public final class VaultSecret extends ComponentResource {
  /** 1 January 2036, in seconds of the epoch: a secret that never expires is never rotated. */
  private static final int EXPIRES = 2_082_758_400;

  /** What it is made from. */
  public record Args(
      Site site,
      Vault.Outputs vault,
      String secretName,
      String contentType,
      Output<String> value) {}

  public VaultSecret(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:vault:VaultSecret", name, options);
    Secret secret =
        new Secret(
            name,
            SecretArgs.builder()
                .secretName(args.secretName())
                .vaultName(args.vault().name())
                .resourceGroupName(args.site().resourceGroup())
                .properties(
                    SecretPropertiesArgs.builder()
                        .value(args.value().asSecret())
                        .contentType(args.contentType())
                        .attributes(
                            SecretAttributesArgs.builder().enabled(true).expires(EXPIRES).build())
                        .build())
                .tags(args.site().tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    registerOutputs(Map.of("id", secret.id()));
  }
}
