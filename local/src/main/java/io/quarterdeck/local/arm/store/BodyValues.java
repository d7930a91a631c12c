package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.arm.ArmResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads values in the body of a request or of a resource at dotted paths. A number in a path is the
 * index of a list.
 */
public final class BodyValues {
  private BodyValues() {}

  /** Returns the value; empty if it or an object that contains it is absent. */
  public static Optional<Object> at(Map<?, ?> body, String path) {
    Object value = body;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : entry(value, step);
    }
    return Optional.ofNullable(value);
  }

  private static Object entry(Object value, String step) {
    boolean has =
        value instanceof List<?> list
            && step.matches("\\d+")
            && Integer.parseInt(step) < list.size();
    return has ? ((List<?>) value).get(Integer.parseInt(step)) : null;
  }

  /** Returns the number at a path; empty if the value is absent or not a number. */
  public static Optional<Long> number(Map<?, ?> body, String path) {
    return at(body, path)
        .map(Object::toString)
        .filter(text -> text.matches("\\d+(\\.\\d+)?(E\\d+)?"))
        .map(text -> new BigDecimal(text).longValue());
  }

  public static Optional<Object> at(ArmResource resource, String path) {
    return at(JsonMaps.map(resource.body()), path);
  }

  /** Returns the value as text; an empty text if it is absent. */
  public static String text(Map<?, ?> body, String path) {
    return at(body, path).map(BodyValues::text).orElse("");
  }

  /** Returns the value as text; an empty text if it is absent. */
  public static String text(ArmResource resource, String path) {
    return at(resource, path).map(BodyValues::text).orElse("");
  }

  /** Numbers with the same value have the same text: some parsers read each number as a double. */
  private static String text(Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
