package io.quarterdeck.local.vault;

/**
 * A vault as Resource Manager makes it.
 *
 * @param id its resource id, {@code /subscriptions/…/providers/Microsoft.KeyVault/vaults/NAME}
 * @param location its region
 * @param retentionDays how long deleted secrets, and the vault itself once deleted, can be brought
 *     back: 7 to 90 days
 * @param purgeProtection whether they cannot be purged before that
 */
public record Vault(String id, String location, int retentionDays, boolean purgeProtection) {
  /** The retention that Azure takes when none is given. */
  public static final int MOST_DAYS = 90;

  static final int LEAST_DAYS = 7;

  /** The vault's name, the last part of its id. */
  public String name() {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /**
   * The {@code recoveryLevel} of its secrets, as the enumeration DeletionRecoveryLevel of Key
   * Vault's REST API has it.
   */
  String recoveryLevel() {
    return (retentionDays < MOST_DAYS ? "CustomizedRecoverable" : "Recoverable")
        + (purgeProtection ? "" : "+Purgeable");
  }
}
