package io.quarterdeck.infra.lakehouse;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.vault.Vault;
import io.quarterdeck.infra.foundation.vault.VaultSecret;
import io.quarterdeck.infra.settings.Settings;
import java.util.Optional;

/** The secret in the vault with which the data factory signs in to the source database. */
final class SourcePassword {
  private static final String SECRET = "source-postgres-password";

  private final Optional<Output<String>> id;

  /** Stores the password in the vault, if the settings contain it. */
  SourcePassword(ResourceContext context, Vault.Outputs vault, Settings settings) {
    id =
        settings
            .lakehouse()
            .sourcePassword()
            .map(
                password ->
                    new VaultSecret(
                            SECRET,
                            new VaultSecret.Args(
                                context,
                                vault,
                                SECRET,
                                "password of the source database",
                                password),
                            ComponentResourceOptions.Empty)
                        .id());
  }

  /** Returns the id of the secret; empty if there is none. */
  Optional<Output<String>> id() {
    return id;
  }

  /** Returns the output with the name of the secret. */
  Declarations declarations() {
    return new Declarations().output(StackOutput.SOURCE_PASSWORD_SECRET, SECRET);
  }
}
