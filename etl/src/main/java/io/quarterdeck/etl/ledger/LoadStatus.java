package io.quarterdeck.etl.ledger;

import java.util.Locale;

/** Where a load stands. */
public enum LoadStatus {
  /** Being loaded, or left behind by a loader that died. */
  RUNNING,
  /** Its rows are what readers see. */
  PUBLISHED,
  /** A later load took its place. */
  SUPERSEDED,
  /** It published nothing. */
  FAILED,
  /** It was published, then taken back. */
  ROLLED_BACK;

  /** The word in the ledger's table. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LoadStatus of(String sql) {
    return valueOf(sql.toUpperCase(Locale.ROOT));
  }
}
