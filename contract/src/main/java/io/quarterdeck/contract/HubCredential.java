package io.quarterdeck.contract;

import java.util.Optional;

/**
 * The service credential of Unity Catalog with which the job bronze signs in to Event Hubs. The
 * command {@code setup-workspace} creates it.
 */
public final class HubCredential {
  private static final String PREFIX = "quarterdeck-";
  private static final String SUFFIX = "-events";

  private HubCredential() {}

  /** Returns the name of the credential of a stack. */
  public static String name(String stack) {
    return PREFIX + stack + SUFFIX;
  }

  /** Returns the stack of the credential with this name; empty if it belongs to no stack. */
  public static Optional<String> stack(String name) {
    return name.startsWith(PREFIX)
            && name.endsWith(SUFFIX)
            && name.length() > PREFIX.length() + SUFFIX.length()
        ? Optional.of(name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
        : Optional.empty();
  }
}
