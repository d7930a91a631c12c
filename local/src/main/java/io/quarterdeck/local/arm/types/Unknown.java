package io.quarterdeck.local.arm.types;

/** A value that only Azure can give, in a preview. */
public enum Unknown {
  UNKNOWN;

  /** As it stands in a path in which it is a part. */
  @Override
  public String toString() {
    return "[unknown]";
  }

  /** Whether the value is unknown or has something unknown in it. */
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
