package io.quarterdeck.local.datafactory.expression;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that an expression can refer to, and the evaluation of expressions. Immutable.
 *
 * @param roots the values of {@code pipeline()}, {@code item()}, {@code dataset()} and {@code
 *     trigger()}
 * @param activities returns what an activity of the run produced, or nothing if it has not ended
 */
public record TemplateScope(
    Map<String, JsonElement> roots,
    Function<String, Optional<JsonObject>> activities,
    Clock clock) {
  public TemplateScope {
    roots = Map.copyOf(roots);
  }

  /** Returns a scope without activities. */
  public static TemplateScope of(Map<String, JsonElement> roots, Clock clock) {
    return new TemplateScope(roots, name -> Optional.empty(), clock);
  }

  /** Returns this scope with another value of a root. */
  public TemplateScope with(String root, JsonElement value) {
    Map<String, JsonElement> more = new HashMap<>(roots);
    more.put(root, value);
    return new TemplateScope(more, activities, clock);
  }

  /**
   * Returns a value with all expressions in it replaced by their values. A text that begins with
   * {@code @} is an expression; {@code @@} stands for one {@code @}.
   *
   * @throws TemplateError if an expression cannot be evaluated
   */
  public JsonElement resolve(JsonElement value) {
    if (value instanceof JsonObject object) {
      return TemplateText.expression(object)
          .map(text -> resolve(new JsonPrimitive(text)))
          .orElseGet(() -> resolved(object));
    }
    if (value.isJsonArray()) {
      JsonArray list = new JsonArray();
      value.getAsJsonArray().forEach(item -> list.add(resolve(item)));
      return list;
    }
    return TemplateText.of(value).map(this::value).orElse(value);
  }

  private JsonObject resolved(JsonObject object) {
    JsonObject copy = new JsonObject();
    object.entrySet().forEach(each -> copy.add(each.getKey(), resolve(each.getValue())));
    return copy;
  }

  private JsonElement value(TemplateText text) {
    return text.term().map(term -> evaluate(text.text(), term)).orElseGet(text::literal);
  }

  private JsonElement evaluate(String expression, Term term) {
    if (term instanceof Term.Literal literal) {
      return literal.value();
    }
    if (term instanceof Term.Member member) {
      return member(expression, evaluate(expression, member.target()), member.name());
    }
    Term.Apply call = (Term.Apply) term;
    List<JsonElement> arguments = new ArrayList<>();
    for (Term argument : call.arguments()) {
      arguments.add(evaluate(expression, argument));
    }
    return TemplateFunction.of(call.function())
        .map(function -> function.call(arguments, clock.instant()))
        .orElseGet(() -> root(call.function(), arguments));
  }

  private JsonElement root(String name, List<JsonElement> arguments) {
    if (name.equals("activity")) {
      String activity = arguments.isEmpty() ? "" : arguments.get(0).getAsString();
      return activities
          .apply(activity)
          .orElseThrow(
              () ->
                  new TemplateError(
                      "The output of activity '%s' can't be referenced since it is either not an ancestor to the current activity or does not exist"
                          .formatted(activity)));
    }
    JsonElement value = roots.get(name);
    if (value == null) {
      throw new TemplateError("The function '%s' cannot be used here.".formatted(name));
    }
    return value;
  }

  private static JsonElement member(String expression, JsonElement target, String name) {
    if (!(target instanceof JsonObject object) || !object.has(name)) {
      throw new TemplateError(
          "The expression '%s' cannot be evaluated because property '%s' doesn't exist, available properties are '%s'."
              .formatted(
                  expression,
                  name,
                  target instanceof JsonObject object ? String.join(", ", object.keySet()) : ""));
    }
    JsonElement found = object.get(name);
    return found == null ? JsonNull.INSTANCE : found;
  }
}
