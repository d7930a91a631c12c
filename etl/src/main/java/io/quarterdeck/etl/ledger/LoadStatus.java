package io.quarterdeck.etl.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of a load, as docs/file-states.md defines it. */
public enum LoadStatus {
  /** A load that runs now, or one that was killed and that no later load has cleaned up after. */
  RUNNING,
  /** Its rows are what readers see. */
  PUBLISHED,
  /** A later load took its place. */
  SUPERSEDED,
  /** It ended with an error and published nothing. */
  FAILED,
  /** It was stopped by a person or killed, and published nothing. */
  INTERRUPTED,
  /** It was published, then taken back. */
  ROLLED_BACK;

  /** Whether readers saw the load at some time. */
  public boolean wasPublished() {
    return switch (this) {
      case PUBLISHED, SUPERSEDED, ROLLED_BACK -> true;
      case RUNNING, FAILED, INTERRUPTED -> false;
    };
  }

  /** The statuses of loads that readers saw at some time. */
  public static Set<LoadStatus> everPublished() {
    return Arrays.stream(values()).filter(LoadStatus::wasPublished).collect(Collectors.toSet());
  }

  /** The word in the ledger's table. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LoadStatus of(String sql) {
    return valueOf(sql.toUpperCase(Locale.ROOT));
  }
}
