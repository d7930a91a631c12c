package io.quarterdeck.infra.foundation.vault;

import com.pulumi.azurenative.keyvault.v20260201.Secret;
import com.pulumi.azurenative.keyvault.v20260201.SecretArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.SecretAttributesArgs;
import com.pulumi.azurenative.keyvault.v20260201.inputs.SecretPropertiesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.util.Map;

/**
 * A secret in Key Vault. Pulumi writes it through Azure Resource Manager, so network access to the
 * vault is not required.
 */
public final class VaultSecret extends ComponentResource {
  /**
   * Expiry date, 1 January 2036 in epoch seconds. Secrets have one because a secret without expiry
   * might never be rotated.
   */
  private static final int EXPIRES = 2_082_758_400;

  /** Arguments of the component. */
  public record Args(
      ResourceContext context,
      Vault.Outputs vault,
      String secretName,
      String contentType,
      Output<String> value) {}

  private final Output<String> id;

  public VaultSecret(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:vault:VaultSecret", name, options);
    Secret secret =
        new Secret(
            name,
            SecretArgs.builder()
                .secretName(args.secretName())
                .vaultName(args.vault().name())
                .resourceGroupName(args.context().resourceGroup())
                .properties(
                    SecretPropertiesArgs.builder()
                        .value(args.value().asSecret())
                        .contentType(args.contentType())
                        .attributes(
                            SecretAttributesArgs.builder().enabled(true).expires(EXPIRES).build())
                        .build())
                .tags(args.context().tags())
                .build(),
            CustomResourceOptions.builder().parent(this).provider(args.vault().provider()).build());
    id = secret.id();
    registerOutputs(Map.of("id", id));
  }

  /** Returns the id of the secret, which is the scope of the right to read it. */
  public Output<String> id() {
    return id;
  }
}
