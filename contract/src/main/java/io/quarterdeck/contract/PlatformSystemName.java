package io.quarterdeck.contract;

import java.util.EnumSet;
import java.util.Set;

/**
 * The names of the platform's systems. The setting {@code quarterdeck:systems} lists the systems of
 * a stack. Each module that a system extends looks up the system's implementation by this name.
 */
public enum PlatformSystemName {
  BATCH("batch");

  private final String systemName;

  PlatformSystemName(String systemName) {
    this.systemName = systemName;
  }

  /** Returns the systems of a stack whose settings do not name any. */
  public static Set<PlatformSystemName> defaults() {
    return EnumSet.of(BATCH);
  }

  /** Returns the name in settings and outputs. */
  public String systemName() {
    return systemName;
  }
}
