package io.quarterdeck.local.vault;

import java.time.Duration;
import java.time.Instant;

/**
 * When something was deleted, and when it is gone for good.
 *
 * @param deleted until the second
 * @param purge the scheduled purge date
 */
record Deletion(Instant deleted, Instant purge) {
  static Deletion at(Instant now, Vault vault) {
    return new Deletion(now, now.plus(Duration.ofDays(vault.retentionDays())));
  }

  boolean isOver(Instant now) {
    return !now.isBefore(purge);
  }
}
