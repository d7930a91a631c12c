package io.quarterdeck.azure.access;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import io.quarterdeck.azure.outputs.OutputValues.KeyVault;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.Optional;

/**
 * The secrets in the stack's vault.
 *
 * @param vault the vault
 * @param access the credentials
 */
public record VaultSecrets(KeyVault vault, AzureAccess access) {
  /**
   * Returns the value of the newest version of a secret.
   *
   * @throws Failure if the secret cannot be read
   */
  public String read(String name) {
    try {
      return client().getSecret(name).getValue();
    } catch (RuntimeException e) {
      throw failure(name, e);
    }
  }

  /**
   * Returns the newest version of a secret, if the secret exists.
   *
   * @throws Failure if the vault cannot be read
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

  /** Returns a client of the vault. The client signs in and retries. */
  public SecretClient client() {
    SecretClientBuilder builder =
        new SecretClientBuilder()
            .vaultUrl(vault.uri())
            .credential(access.credential())
            .httpClient(access.http());
    if (Loopback.is(URI.create(vault.uri()))) {
      // The authentication challenge names vault.azure.net, which does not match 127.0.0.1.
      builder.disableChallengeResourceVerification();
    }
    return builder.buildClient();
  }

  private Failure failure(String name, RuntimeException cause) {
    if (cause instanceof Failure said) {
      return said;
    }
    return Failure.causedBy(
        cause,
        "Cannot read the secret %s of %s: %s; expected a secret that you may read. "
            + "Run ./quarterdeck doctor to see what is missing.",
        name,
        vault.uri(),
        Causes.of(cause));
  }
}
