package io.quarterdeck.loader.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of a load, as docs/file-states.md defines it. */
public enum LoadStatus {
  /** The load is running, or was killed and no later load has cleaned up after it. */
  RUNNING,
  /** Readers see the rows of the load. */
  PUBLISHED,
  /** A later load replaced it. */
  SUPERSEDED,
  /** The load ended with an error and published nothing. */
  FAILED,
  /** A person stopped the load, or it was killed. It published nothing. */
  INTERRUPTED,
  /** The load was published and then withdrawn. */
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

  /** The value in the ledger's table. */
  public String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LoadStatus of(String sql) {
    return valueOf(sql.toUpperCase(Locale.ROOT));
  }
}
