package io.quarterdeck.local.arm.types;

/**
 * A reason for which Azure would refuse an input.
 *
 * @param property the path of the input, for example {@code sku.name}
 * @param code Azure's error code
 * @param message Azure's message
 */
public record InputFinding(String property, String code, String message) {
  /** Returns the finding in the form that a client receives. */
  public String text() {
    return code + ": " + message;
  }
}
