package io.quarterdeck.etl.azure;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.etl.stack.PostgresLogin;
import java.util.Optional;

/**
 * Who signs in at a stack's PostgreSQL by password.
 *
 * @param secrets the stack's vault
 * @param administrator the role that the Pulumi program made
 * @param passwordSecret the name of the administrator's password
 */
public record DatabaseLogins(VaultSecrets secrets, String administrator, String passwordSecret) {
  /** A stack's. */
  public static DatabaseLogins of(StackOutputs outputs, AzureAccess access) {
    return new DatabaseLogins(
        new VaultSecrets(outputs.keyVault(), access),
        outputs.postgres().user(),
        outputs.postgres().passwordSecret());
  }

  /**
   * Who signs in now: whom the last rotation named, and before the first one the administrator.
   *
   * @throws io.quarterdeck.etl.Failure when the vault cannot be read
   */
  public PostgresLogin current() {
    return secrets
        .find(PostgresLogin.SECRET)
        .map(KeyVaultSecret::getValue)
        .map(PostgresLogin::parse)
        .orElseGet(this::ofAdministrator);
  }

  /** The administrator, with the password of the Pulumi program. */
  public PostgresLogin ofAdministrator() {
    return new PostgresLogin(administrator, Optional.of(secrets.read(passwordSecret)));
  }
}
