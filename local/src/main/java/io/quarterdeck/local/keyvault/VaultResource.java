package io.quarterdeck.local.keyvault;

/**
 * A vault as Resource Manager creates it.
 *
 * @param id the resource id, {@code /subscriptions/…/providers/Microsoft.KeyVault/vaults/NAME}
 * @param location the region
 * @param retentionDays how long deleted secrets, and the deleted vault itself, can be recovered: 7
 *     to 90 days
 * @param purgeProtection whether they cannot be purged before that
 */
public record VaultResource(
    String id, String location, int retentionDays, boolean purgeProtection) {
  /** Azure's default retention. */
  public static final int MOST_DAYS = 90;

  static final int LEAST_DAYS = 7;

  /** Returns the name of the vault, the last part of its id. */
  public String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /**
   * Returns the {@code recoveryLevel} of the secrets, a value of the enumeration
   * DeletionRecoveryLevel of Key Vault's REST API.
   */
  String recoveryLevel() {
    return (retentionDays < MOST_DAYS ? "CustomizedRecoverable" : "Recoverable")
        + (purgeProtection ? "" : "+Purgeable");
  }
}
