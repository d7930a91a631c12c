package io.quarterdeck.azure.rotation;

import com.azure.core.exception.HttpResponseException;
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
  private static final int FORBIDDEN = 403;

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

  /**
   * Returns the current login, if there is one.
   *
   * @throws Failure if the vault cannot be read; the message names the missing role
   */
  Optional<Current> current() {
    try {
      return secrets.find(PostgresLogin.SECRET).map(Current::of);
    } catch (Failure e) {
      throw isForbidden(e) ? withoutRole("read", e.getCause()) : e;
    }
  }

  private static boolean isForbidden(Throwable e) {
    return e.getCause() instanceof HttpResponseException refused
        && refused.getResponse().getStatusCode() == FORBIDDEN;
  }

  private Failure withoutRole(String access, Throwable e) {
    return Failure.causedBy(
        e,
        "Cannot %s the secret %s of %s: %s; expected the role Key Vault Secrets Officer. Ask an owner"
            + " of the vault for it: az role assignment create --role 'Key Vault Secrets Officer'"
            + " --assignee YOU --scope %s. Readers are not affected.",
        access,
        PostgresLogin.SECRET,
        secrets.vault().uri(),
        Causes.of(e),
        secrets.vault().id());
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
      throw withoutRole("write", e);
    }
  }
}
