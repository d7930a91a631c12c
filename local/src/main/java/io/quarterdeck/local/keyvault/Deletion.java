package io.quarterdeck.local.keyvault;

import java.time.Duration;
import java.time.Instant;

/**
 * The soft deletion of a vault or a secret.
 *
 * @param deleted the time of the deletion, truncated to seconds
 * @param purge the scheduled purge date
 */
record Deletion(Instant deleted, Instant purge) {
  static Deletion at(Instant now, VaultResource vault) {
    return new Deletion(now, now.plus(Duration.ofDays(vault.retentionDays())));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(purge);
  }
}
