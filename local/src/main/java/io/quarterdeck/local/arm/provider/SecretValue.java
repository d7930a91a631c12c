package io.quarterdeck.local.arm.provider;

/** A value that the engine encrypts in its state. */
record SecretValue(Object value) {
  /** Never contains the value. */
  @Override
  public String toString() {
    return "[secret]";
  }
}
