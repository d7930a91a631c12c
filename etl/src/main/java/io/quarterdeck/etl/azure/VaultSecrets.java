package io.quarterdeck.etl.azure;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.Loopback;
import io.quarterdeck.etl.outputs.StackOutputs.KeyVault;
import java.net.URI;
import java.util.Optional;

/**
 * The secrets of the stack's vault.
 *
 * @param vault where it is
 * @param access as whom
 */
public record VaultSecrets(KeyVault vault, AzureAccess access) {
  /**
   * The newest value of a secret.
   *
   * @throws Failure when it cannot be read
   */
  public String read(String name) {
    try {
      return client().getSecret(name).getValue();
    } catch (RuntimeException e) {
      throw failure(name, e);
    }
  }

  /**
   * The newest version of a secret, if there is one.
   *
   * @throws Failure when that cannot be told
   */
  public Optional<KeyVaultSecret> find(String name) {
    try {
      return Optional.of(client().getSecret(name));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw failure(name, e);
    }
  }

  /** A client of the vault, which retries and signs in by itself. */
  public SecretClient client() {
    SecretClientBuilder builder =
        new SecretClientBuilder()
            .vaultUrl(vault.uri())
            .credential(access.credential())
            .httpClient(access.http());
    if (Loopback.is(URI.create(vault.uri()))) {
      // The challenge names vault.azure.net, and 127.0.0.1 is no part of that.
      builder.disableChallengeResourceVerification();
    }
    return builder.buildClient();
  }

  private Failure failure(String name, RuntimeException cause) {
    if (cause instanceof Failure said) {
      return said;
    }
    return new Failure(
        "Cannot read the secret "
            + name
            + " of "
            + vault.uri()
            + ": "
            + Causes.of(cause)
            + "; expected a secret that you may read. ./quarterdeck doctor says what is missing.",
        cause);
  }
}
