package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.http.ApiError;
import java.util.List;
import java.util.regex.Pattern;

/** The checks of Microsoft.KeyVault for vaults. */
final class VaultChecks {
  private static final Pattern NAME = Pattern.compile("(?=.{3,24}$)[a-zA-Z](?:-?[a-zA-Z0-9])*");

  private VaultChecks() {}

  static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  static void check(VaultResource vault) {
    if (!NAME.matcher(vault.name()).matches()) {
      throw ApiError.of(
          400,
          "VaultNameNotValid",
          "The vault name '"
              + vault.name()
              + "' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name"
              + " must begin with a letter, end with a letter or digit, and not contain consecutive"
              + " hyphens. Follow this link for more information:"
              + " https://go.microsoft.com/fwlink/?linkid=2147742");
    }
    if (vault.retentionDays() < VaultResource.LEAST_DAYS
        || vault.retentionDays() > VaultResource.MOST_DAYS) {
      throw ApiError.of(
          400,
          "BadRequest",
          "The property \"softDeleteRetentionInDays\" must be between 7 and 90: "
              + vault.retentionDays());
    }
  }

  /** Checks whether the vault with this name may change to the requested vault. */
  static void checkChange(VaultState before, VaultResource vault) {
    if (before.isDeleted()) {
      throw ApiError.of(
          409,
          "ConflictError",
          "A vault with the same name already exists in deleted state. You need to either recover or"
              + " purge existing key vault. Follow this link"
              + " https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft"
              + " delete.");
    }
    if (!before.vault().id().equalsIgnoreCase(vault.id())) {
      throw ApiError.of(
          409,
          "VaultAlreadyExists",
          "The vault name '"
              + vault.name()
              + "' is already in use. Vault names are globally unique so it is possible that the name"
              + " is already taken.");
    }
    if (before.vault().purgeProtection() && !vault.purgeProtection()) {
      throw ApiError.of(
          400,
          "BadRequest",
          "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge"
              + " protection for a vault is an irreversible action.");
    }
    if (before.vault().retentionDays() != vault.retentionDays()) {
      throw ApiError.of(
          400,
          "BadRequest",
          "The property \"softDeleteRetentionInDays\" has been set already and it can't be"
              + " modified.");
    }
  }

  static ApiError notFound(String id) {
    return ApiError.of(
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.KeyVault/vaults/"
            + name(id)
            + "' was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  static ApiError deletedNotFound(String id) {
    return ApiError.of(
        404,
        "DeletedVaultNotFound",
        "The specified deleted vault '" + name(id) + "' does not exist.");
  }

  static ApiError purgeNotAllowed() {
    return ApiError.of(405, "MethodNotAllowed", "Operation 'DeletedVaultPurge' is not allowed.");
  }

  /**
   * In Azure, the host name of a vault that does not exist does not resolve. Here, one port serves
   * all vaults and cannot tell them apart.
   */
  static ApiError notOne(List<VaultResource> found) {
    return ApiError.of(
        404,
        "VaultNotFound",
        "Cannot tell which vault is meant: found "
            + (found.isEmpty()
                ? "none"
                : String.join(", ", found.stream().map(VaultResource::name).toList()))
            + "; expected exactly one vault in the local stack.");
  }
}
