package io.quarterdeck.local.datafactory.expression;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text in an artefact.
 *
 * @param text the text
 * @param term the expression, if the text is one
 */
public record TemplateText(String text, Optional<Term> term) {
  private static final Set<String> EXPRESSION = Set.of("value", "type");

  /** Reads a text; empty if the value is none. */
  static Optional<TemplateText> of(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString()
        ? Optional.of(read(primitive.getAsString()))
        : Optional.empty();
  }

  private static TemplateText read(String text) {
    if (text.startsWith("@") && !text.startsWith("@@") && !text.startsWith("@{")) {
      return new TemplateText(text.substring(1), Optional.of(TermParser.parse(text.substring(1))));
    }
    if (text.contains("@{")) {
      throw new TemplateError(
          "The string interpolation in '%s' is not supported on the local stack.".formatted(text));
    }
    return new TemplateText(text, Optional.empty());
  }

  JsonElement literal() {
    return new JsonPrimitive(text.startsWith("@@") ? text.substring(1) : text);
  }

  /** Returns the text of an object of the type {@code Expression}. */
  static Optional<String> expression(JsonObject object) {
    return object.keySet().equals(EXPRESSION)
            && object.get("type").equals(new JsonPrimitive("Expression"))
        ? Optional.of(object.get("value").getAsString())
        : Optional.empty();
  }

  /** Returns the errors of all expressions in an artefact. */
  public static List<String> errors(JsonElement artefact) {
    List<String> errors = new ArrayList<>();
    collect(artefact, errors);
    return errors;
  }

  private static void collect(JsonElement value, List<String> errors) {
    if (value instanceof JsonObject object) {
      object.entrySet().forEach(each -> collect(each.getValue(), errors));
    } else if (value instanceof JsonArray list) {
      list.forEach(each -> collect(each, errors));
    } else {
      try {
        of(value);
      } catch (TemplateError e) {
        errors.add(e.getMessage());
      }
    }
  }
}
