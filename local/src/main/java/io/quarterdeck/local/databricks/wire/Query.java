package io.quarterdeck.local.databricks.wire;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The parameters of a query: no others than the route knows. */
public final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  static Query of(Map<String, String> values, String... known) {
    Collection<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Arrays.asList(known));
    if (!unknown.isEmpty()) {
      throw ApiError.invalid(
          "Cannot read the query: found "
              + String.join(", ", unknown)
              + "; expected "
              + (known.length == 0 ? "no parameter" : "one of " + String.join(", ", known))
              + ".");
    }
    return new Query(values);
  }

  /** The parameter's text, if it is there. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The parameter's text.
   *
   * @throws ApiError when it is not there
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                ApiError.invalid(
                    "Cannot read the query: found no " + name + "; expected it to be there."));
  }

  /** The parameter as {@code true} or {@code false}; absent is false. */
  public boolean flag(String name) {
    String text = values.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** The parameter as a number that is not negative, if it is there. */
  public Optional<Long> number(String name) {
    return text(name).map(text -> number(name, text));
  }

  /** The parameter as a number between these two, or what it is when absent. */
  public int number(String name, int least, int most, int absent) {
    long number = number(name).orElse((long) absent);
    if (number < least || number > most) {
      throw wrong(name, String.valueOf(number), "a number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** The number of a parameter that must be there. */
  public long id(String name) {
    return number(name, required(name));
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw wrong(name, text, "a number");
    }
    return Long.parseLong(text);
  }

  private static ApiError wrong(String name, String found, String expected) {
    return ApiError.invalid(
        "Cannot read the query: found %s '%s'; expected %s.".formatted(name, found, expected));
  }
}
