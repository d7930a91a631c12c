package io.quarterdeck.local.arm.store;

/** Troubles of Azure's, for tests and rehearsals. */
@FunctionalInterface
public interface Faults {
  /** Nothing goes wrong. */
  Faults NONE = (method, type) -> {};

  /**
   * Called before each request.
   *
   * @param method PUT or DELETE
   * @param type {@code Microsoft.Network/virtualNetworks/subnets}
   * @throws ArmRefusal when the request is to fail
   */
  void before(String method, String type);
}
