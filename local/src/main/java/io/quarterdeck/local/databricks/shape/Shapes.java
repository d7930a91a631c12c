package io.quarterdeck.local.databricks.shape;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.databricks.http.ApiError;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The shapes of values other than objects. */
public final class Shapes {
  private Shapes() {}

  /** Any string. */
  public static JsonShape text() {
    return text(text -> true, "text");
  }

  /** A string that fully matches the regular expression. */
  public static JsonShape text(String expression, String expected) {
    return text(text -> text.matches(expression), expected);
  }

  /** A string that satisfies the predicate. */
  public static JsonShape text(Predicate<String> fits, String expected) {
    return (path, value) -> {
      boolean text = value instanceof JsonPrimitive primitive && primitive.isString();
      if (!text || !fits.test(value.getAsString())) {
        throw wrong(path, value, expected);
      }
    };
  }

  /** One of these strings. */
  public static JsonShape word(String... words) {
    return text(List.of(words)::contains, "one of " + String.join(", ", words));
  }

  /** An integer in this range, inclusive. */
  public static JsonShape number(long least, long most) {
    return (path, value) -> {
      boolean fits =
          value instanceof JsonPrimitive primitive
              && primitive.isNumber()
              && whole(primitive.getAsBigDecimal(), least, most);
      if (!fits) {
        throw wrong(path, value, "a whole number from " + least + " to " + most);
      }
    };
  }

  /** Any number. */
  public static JsonShape decimal() {
    return (path, value) -> {
      if (!(value instanceof JsonPrimitive primitive && primitive.isNumber())) {
        throw wrong(path, value, "a number");
      }
    };
  }

  /** A boolean. */
  public static JsonShape flag() {
    return (path, value) -> {
      if (!(value instanceof JsonPrimitive primitive && primitive.isBoolean())) {
        throw wrong(path, value, "true or false");
      }
    };
  }

  /** A list with a maximum length. */
  public static JsonShape list(JsonShape of, int most) {
    return (path, value) -> {
      if (!value.isJsonArray() || value.getAsJsonArray().size() > most) {
        throw wrong(path, value, "a list of at most " + most);
      }
      int index = 0;
      for (JsonElement element : value.getAsJsonArray()) {
        of.check(path + "[" + index + "]", element);
        index++;
      }
    };
  }

  /** An object with any names and values of one shape. */
  public static JsonShape map(JsonShape of) {
    return (path, value) -> {
      if (!value.isJsonObject()) {
        throw wrong(path, value, "an object");
      }
      value
          .getAsJsonObject()
          .entrySet()
          .forEach(e -> of.check(path + "." + e.getKey(), e.getValue()));
    };
  }

  static ApiError wrong(String path, JsonElement found, String expected) {
    String shown = found.toString();
    return refusal(path, (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown), expected);
  }

  static ApiError unknown(String path, Collection<String> known) {
    return refusal(path, "an unknown field", "one of " + String.join(", ", known));
  }

  static ApiError absent(String path) {
    return refusal(path, "nothing", "a value");
  }

  private static ApiError refusal(String path, String found, String expected) {
    return ApiError.invalid(
        "Cannot accept %s: found %s; expected %s."
            .formatted(path.isEmpty() ? "the request" : path, found, expected));
  }

  private static boolean whole(BigDecimal number, long least, long most) {
    return number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }
}
