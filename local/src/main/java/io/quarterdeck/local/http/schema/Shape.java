package io.quarterdeck.local.http.schema;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;

/** The permitted values of a field. Immutable. */
public sealed interface Shape {
  /** Returns a description of the permitted values, for error messages. */
  String expected();

  /** A string that satisfies the predicate. */
  record Text(Predicate<String> fits, String expected) implements Shape {}

  /** A number that satisfies the predicate; {@code whole} if it must be an integer. */
  record Figure(boolean whole, Predicate<BigDecimal> fits, String expected) implements Shape {}

  /** A boolean. */
  record Flag() implements Shape {
    @Override
    public String expected() {
      return "true or false";
    }
  }

  /**
   * A string of an enumeration, compared case-insensitively as in Azure. Azure's SDK permits other
   * strings, but the service refuses them.
   */
  record Choice(Set<String> values) implements Shape {
    @Override
    public String expected() {
      return "one of " + String.join(", ", values);
    }
  }

  /** A list of values of one shape, with a maximum length. */
  record Many(Shape item, int most) implements Shape {
    @Override
    public String expected() {
      return "a list of at most " + most;
    }
  }

  /** A map from any keys to values of one shape. */
  record Dictionary(Shape value) implements Shape {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** An object with named fields. */
  record Nested(ShapeFields fields) implements Shape {
    @Override
    public String expected() {
      return "an object";
    }
  }

  /** Any value. */
  record Anything() implements Shape {
    @Override
    public String expected() {
      return "any value";
    }
  }
}
