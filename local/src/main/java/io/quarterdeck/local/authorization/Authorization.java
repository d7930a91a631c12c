package io.quarterdeck.local.authorization;

import io.quarterdeck.local.entra.EntraPrincipal;

/** Decides what the role assignments of the subscription allow a principal to do. Thread-safe. */
public interface Authorization {
  /**
   * Returns whether a role assignment at the scope or above it allows the request.
   *
   * @param principal the caller
   * @param request the requested operation
   */
  boolean allows(EntraPrincipal principal, AccessRequest request);
}
