package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.http.ApiError;

/** The errors of Key Vault, with its codes and messages. */
final class KeyVaultErrors {
  private KeyVaultErrors() {}

  static ApiError secretNotFound(String name) {
    return ApiError.of(
        404,
        "SecretNotFound",
        "A secret with (name/id) "
            + name
            + " was not found in this key vault. If you recently deleted this secret you may be able"
            + " to recover it using the correct recovery command. For help resolving this issue,"
            + " please see https://go.microsoft.com/fwlink/?linkid=2125182");
  }

  static ApiError deletedSecretNotFound(String name) {
    return ApiError.of(404, "SecretNotFound", "Deleted Secret not found: " + name);
  }

  static ApiError deletedButRecoverable(String name) {
    return ApiError.of(
            409,
            "Conflict",
            "Secret "
                + name
                + " is currently in a deleted but recoverable state, and its name cannot be reused;"
                + " in this state, the secret can only be recovered or purged.")
        .because("ObjectIsDeletedButRecoverable");
  }

  static ApiError disabled() {
    return ApiError.of(403, "Forbidden", "Operation get is not allowed on a disabled secret.")
        .because("SecretDisabled");
  }

  static ApiError purgeProtected(VaultResource vault) {
    return ApiError.of(
        403,
        "Forbidden",
        "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key"
            + " Vault service will automatically purge it after the retention period has passed."
            + " Vault: "
            + vault.name()
            + ";location="
            + vault.location());
  }

  static ApiError bad(String message) {
    return ApiError.of(400, "BadParameter", message);
  }
}
