package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.http.ApiError;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The parameters of a query. Parameters that the route does not support are refused. */
public final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  static Query of(Map<String, String> values, String... known) {
    Collection<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Arrays.asList(known));
    if (!unknown.isEmpty()) {
      throw DatabricksErrors.invalid(
          "Cannot read the query: found "
              + String.join(", ", unknown)
              + "; expected "
              + (known.length == 0 ? "no parameter" : "one of " + String.join(", ", known))
              + ".");
    }
    return new Query(values);
  }

  /** Returns the parameter, if present. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Returns the parameter.
   *
   * @throws ApiError if it is missing
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                DatabricksErrors.invalid(
                    "Cannot read the query: found no " + name + "; expected this parameter."));
  }

  /** Returns the parameter as a boolean. A missing parameter is false. */
  public boolean flag(String name) {
    String text = values.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw wrong(name, text, "true or false");
    }
    return text.equals("true");
  }

  /** Returns the parameter as a non-negative number, if present. */
  public Optional<Long> number(String name) {
    return text(name).map(text -> number(name, text));
  }

  /** Returns the parameter as a number in this range, or the default if it is missing. */
  public int number(String name, int least, int most, int absent) {
    long number = number(name).orElse((long) absent);
    if (number < least || number > most) {
      throw wrong(name, String.valueOf(number), "a number from " + least + " to " + most);
    }
    return (int) number;
  }

  /** Returns the number of a required parameter. */
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
    return DatabricksErrors.invalid(
        "Cannot read the query: found %s '%s'; expected %s.".formatted(name, found, expected));
  }
}
