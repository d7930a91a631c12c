package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.arm.ArmResource;
import java.util.Map;
import java.util.Optional;

/** Reads values in the body of a request or of a resource at dotted paths. */
final class BodyValues {
  private BodyValues() {}

  /** Returns the value; empty if it or an object that contains it is absent. */
  static Optional<Object> at(Map<?, ?> body, String path) {
    Object value = body;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return Optional.ofNullable(value);
  }

  static Optional<Object> at(ArmResource resource, String path) {
    return at(JsonMaps.map(resource.body()), path);
  }

  /** Returns the value as text; an empty text if it is absent. */
  static String text(Map<?, ?> body, String path) {
    return at(body, path).map(Object::toString).orElse("");
  }

  static String text(ArmResource resource, String path) {
    return at(resource, path).map(Object::toString).orElse("");
  }
}
