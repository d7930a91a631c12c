package io.quarterdeck.local.datafactory.expression;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Parses one expression, without its leading {@code @}. Not thread-safe. */
final class TermParser {
  private final String text;
  private int at;

  private TermParser(String text) {
    this.text = text;
  }

  /**
   * Parses an expression.
   *
   * @throws TemplateError if it has another form, or calls an unknown function
   */
  static Term parse(String text) {
    TermParser parser = new TermParser(text);
    Term term = parser.term();
    parser.skipBlanks();
    if (parser.at < text.length()) {
      throw parser.unexpected("the end");
    }
    return term;
  }

  private Term term() {
    Term term = primary();
    skipBlanks();
    while (at < text.length() && text.charAt(at) == '.') {
      at++;
      term = new Term.Member(term, name());
      skipBlanks();
    }
    return term;
  }

  private Term primary() {
    skipBlanks();
    char next = at < text.length() ? text.charAt(at) : ' ';
    if (next == '\'') {
      return new Term.Literal(new JsonPrimitive(quoted()));
    }
    if (next == '-' || Character.isDigit(next)) {
      return new Term.Literal(new JsonPrimitive(number()));
    }
    String name = name();
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '(') {
      TemplateFunction.requireKnown(name, text);
      return new Term.Apply(name, arguments());
    }
    return switch (name) {
      case "true", "false" -> new Term.Literal(new JsonPrimitive(Boolean.valueOf(name)));
      case "null" -> new Term.Literal(JsonNull.INSTANCE);
      default -> throw unexpected("a function or a literal instead of '" + name + "'");
    };
  }

  private List<Term> arguments() {
    List<Term> arguments = new ArrayList<>();
    at++;
    skipBlanks();
    if (take(')')) {
      return arguments;
    }
    do {
      arguments.add(term());
      skipBlanks();
    } while (take(','));
    if (!take(')')) {
      throw unexpected("a comma or a parenthesis");
    }
    return arguments;
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** Two quotation marks stand for one. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '\'') {
        value.append(next);
      } else if (!take('\'')) {
        return value.toString();
      } else {
        value.append('\'');
      }
    }
    throw unexpected("a quotation mark");
  }

  private BigDecimal number() {
    int start = at++;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw unexpected("a number");
    }
  }

  private String name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at == start) {
      throw unexpected("a name");
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private TemplateError unexpected(String expected) {
    return new TemplateError(
        "Unable to parse expression '%s': expected %s at position %d."
            .formatted(text, expected, at));
  }
}
