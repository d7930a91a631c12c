package io.quarterdeck.local.arm.store;

/** Injects errors of Azure, for tests. */
@FunctionalInterface
public interface Faults {
  /** Injects no errors. */
  Faults NONE = (method, type) -> {};

  /**
   * Called before each request.
   *
   * @param method PUT or DELETE
   * @param type for example {@code Microsoft.Network/virtualNetworks/subnets}
   * @throws ArmRefusal to refuse the request
   */
  void before(String method, String type);
}
