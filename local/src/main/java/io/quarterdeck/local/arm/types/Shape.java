package io.quarterdeck.local.arm.types;

import java.util.Set;

/** What a value of the provider's schema may be. */
public sealed interface Shape {
  /** Any text. */
  record Text() implements Shape {}

  /** A number; {@code whole} when it has no fraction. */
  record Figure(boolean whole) implements Shape {}

  /** True or false. */
  record Flag() implements Shape {}

  /** One of some texts. Azure's enumerations are open in the SDK, and closed in the service. */
  record Choice(Set<String> values) implements Shape {}

  /** A list of values of one shape. */
  record Many(Shape item) implements Shape {}

  /** Free keys with values of one shape. */
  record Dictionary(Shape value) implements Shape {}

  /** An object with named properties. */
  record Nested(Fields fields) implements Shape {}

  /** Anything that JSON can say. */
  record Anything() implements Shape {}
}
