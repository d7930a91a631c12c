package io.quarterdeck.local.arm.types;

import java.util.Set;

/** The type of a value in the provider's schema. */
public sealed interface Shape {
  /** Any string. */
  record Text() implements Shape {}

  /** A number; {@code whole} if it must be an integer. */
  record Figure(boolean whole) implements Shape {}

  /** A boolean. */
  record Flag() implements Shape {}

  /**
   * A string of an enumeration. Azure's enumerations are open in the SDK, and closed in the
   * service.
   */
  record Choice(Set<String> values) implements Shape {}

  /** A list of values of one shape. */
  record Many(Shape item) implements Shape {}

  /** A map from any keys to values of one shape. */
  record Dictionary(Shape value) implements Shape {}

  /** An object with named properties. */
  record Nested(ShapeFields fields) implements Shape {}

  /** Any JSON value. */
  record Anything() implements Shape {}
}
