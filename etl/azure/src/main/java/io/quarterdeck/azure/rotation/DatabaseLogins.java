package io.quarterdeck.azure.rotation;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.postgres.PostgresLogin;
import java.util.Optional;

/**
 * The logins of a stack's PostgreSQL server with password authentication.
 *
 * @param secrets the secrets in the stack's vault
 * @param administrator the role that the Pulumi program created
 * @param passwordSecret the name of the secret with the administrator's password
 */
public record DatabaseLogins(VaultSecrets secrets, String administrator, String passwordSecret) {
  /** Returns the logins of a stack. */
  public static DatabaseLogins of(OutputValues outputs, AzureAccess access) {
    return new DatabaseLogins(
        new VaultSecrets(outputs.keyVault(), access),
        outputs.postgres().user(),
        outputs.postgres().passwordSecret());
  }

  /**
   * Returns the current login: the one of the last rotation, or the administrator before the first
   * rotation.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the vault cannot be read
   */
  public PostgresLogin current() {
    return secrets
        .find(PostgresLogin.SECRET)
        .map(KeyVaultSecret::getValue)
        .map(PostgresLogin::parse)
        .orElseGet(this::ofAdministrator);
  }

  /** Returns the administrator with the password that the Pulumi program set. */
  public PostgresLogin ofAdministrator() {
    return new PostgresLogin(administrator, Optional.of(secrets.read(passwordSecret)));
  }
}
