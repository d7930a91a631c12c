package io.quarterdeck.local.arm.provider;

/** A value that the engine keeps encrypted. */
record Secret(Object value) {
  /** Never shows the value. */
  @Override
  public String toString() {
    return "[secret]";
  }
}
