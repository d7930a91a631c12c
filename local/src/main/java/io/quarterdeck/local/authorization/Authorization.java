package io.quarterdeck.local.authorization;

import io.quarterdeck.local.entra.EntraPrincipal;

/** Decides what the role assignments of the subscription allow a principal to do. Thread-safe. */
@FunctionalInterface
public interface Authorization {
  /** What the role assignments say about a request. */
  enum Decision {
    ALLOWED,
    /** A role contains the action, but the condition of its assignment is not met. */
    CONDITION_NOT_MET,
    /** No role that is assigned at the scope or above it contains the action. */
    NOT_ASSIGNED
  }

  /**
   * Returns what the role assignments at the scope and above it say about a request.
   *
   * @param principal the caller
   * @param request the requested operation
   */
  Decision decide(EntraPrincipal principal, AccessRequest request);

  /**
   * Returns whether a role assignment at the scope or above it allows the request.
   *
   * @param principal the caller
   * @param request the requested operation
   */
  default boolean allows(EntraPrincipal principal, AccessRequest request) {
    return decide(principal, request) == Decision.ALLOWED;
  }
}
