package io.quarterdeck.local.arm.types;

/**
 * Why Azure would refuse an input.
 *
 * @param property the input's path, {@code sku.name}
 * @param code Azure's error code
 * @param message Azure's words
 */
public record Finding(String property, String code, String message) {
  /** As a client sees it. */
  public String text() {
    return code + ": " + message;
  }
}
