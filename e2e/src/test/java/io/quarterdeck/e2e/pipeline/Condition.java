package io.quarterdeck.e2e.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the condition of a stage or step. Supports the functions that this project's pipeline
 * uses, and refuses others.
 */
final class Condition {
  private static final Pattern TEXT = Pattern.compile("\\s*'([^']*)'");
  private static final Pattern VARIABLE = Pattern.compile("\\s*variables\\['([^']*)']");
  private static final Pattern FUNCTION = Pattern.compile("\\s*(\\w+)\\(");
  private static final Pattern COMMA = Pattern.compile("\\s*,");
  private static final Pattern END = Pattern.compile("\\s*\\)");

  private final Map<String, String> variables;
  private final boolean succeeded;
  private final String text;
  private int at;
  private String found = "";

  private Condition(String text, Map<String, String> variables, boolean succeeded) {
    this.text = text;
    this.variables = variables;
    this.succeeded = succeeded;
  }

  /**
   * Returns whether the condition is true.
   *
   * @param text the condition; empty means {@code succeeded()}, as in Azure
   * @param variables the variables of the run
   * @param succeeded whether all dependencies succeeded
   */
  static boolean holds(String text, Map<String, String> variables, boolean succeeded) {
    if (text.isEmpty()) {
      return succeeded;
    }
    Condition condition = new Condition(text, variables, succeeded);
    String value = condition.value();
    if (condition.at != text.length()) {
      throw condition.unknown();
    }
    return Boolean.parseBoolean(value);
  }

  private String value() {
    if (next(TEXT)) {
      return found;
    }
    if (next(VARIABLE)) {
      return variables.getOrDefault(found, "");
    }
    if (!next(FUNCTION)) {
      throw unknown();
    }
    String function = found;
    return Boolean.toString(answer(function, arguments()));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    while (!next(END)) {
      if (!arguments.isEmpty() && !next(COMMA)) {
        throw unknown();
      }
      arguments.add(value());
    }
    return arguments;
  }

  private boolean next(Pattern word) {
    Matcher matcher = word.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    found = matcher.groupCount() > 0 ? matcher.group(1) : "";
    return true;
  }

  private boolean answer(String function, List<String> arguments) {
    return switch (function) {
      case "succeeded" -> succeeded;
      case "succeededOrFailed" -> true;
      case "and" -> arguments.stream().allMatch(Boolean::parseBoolean);
      case "eq" -> arguments.get(0).equalsIgnoreCase(arguments.get(1));
      case "ne" -> !arguments.get(0).equalsIgnoreCase(arguments.get(1));
      default -> throw unknown();
    };
  }

  private AssertionError unknown() {
    return new AssertionError("the test does not support this condition: " + text);
  }
}
