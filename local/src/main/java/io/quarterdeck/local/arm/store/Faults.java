package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.http.ApiError;

/** Injects errors of Azure, for tests. */
@FunctionalInterface
public interface Faults {
  /** Injects no errors. */
  Faults NONE = (method, type) -> {};

  /**
   * Called before each request.
   *
   * @param method for example {@code PUT}
   * @param type for example {@code Microsoft.Network/virtualNetworks/subnets}; empty if the path
   *     names no provider
   * @throws ApiError to refuse the request
   */
  void before(String method, String type);
}
