package io.quarterdeck.azure.rotation;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresLogin;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The secret in the vault that tells readers which login to use. */
record LoginVault(VaultSecrets secrets) {
  /**
   * The current login.
   *
   * @param login the role and its password
   * @param since the time at which this version of the secret was created
   */
  record Current(PostgresLogin login, OffsetDateTime since) {
    static Current of(KeyVaultSecret secret) {
      return new Current(
          PostgresLogin.parse(secret.getValue()), secret.getProperties().getCreatedOn());
    }
  }

  Optional<Current> current() {
    return secrets.find(PostgresLogin.SECRET).map(Current::of);
  }

  /** Writes a new version of the secret. Readers use it from now on. */
  Current write(PostgresLogin login) {
    try {
      return Current.of(
          secrets
              .client()
              .setSecret(
                  new KeyVaultSecret(PostgresLogin.SECRET, login.text())
                      .setProperties(
                          new SecretProperties()
                              .setContentType("role and password of PostgreSQL"))));
    } catch (RuntimeException e) {
      throw Failure.causedBy(
          e,
          "Cannot write the secret %s of %s: %s; expected the right to set secrets "
              + "(Key Vault Secrets Officer). Readers are not affected. Get that role, or "
              + "ask an operator to run this.",
          PostgresLogin.SECRET,
          secrets.vault().uri(),
          Causes.of(e));
    }
  }
}
