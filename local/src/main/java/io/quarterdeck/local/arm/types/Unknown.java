package io.quarterdeck.local.arm.types;

/** In a preview, a value that only Azure can determine. */
public enum Unknown {
  UNKNOWN;

  /** The text of the value within a path. */
  @Override
  public String toString() {
    return "[unknown]";
  }

  /** Returns whether the value is unknown or contains an unknown value. */
  public static boolean within(Object value) {
    if (value instanceof java.util.Map<?, ?> map) {
      return map.values().stream().anyMatch(Unknown::within);
    }
    if (value instanceof java.util.List<?> list) {
      return list.stream().anyMatch(Unknown::within);
    }
    return value == UNKNOWN;
  }
}
