package io.quarterdeck.local.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the condition of a role assignment. It accepts {@code ActionMatches}, the attributes of
 * role assignments, and the operators of {@link ConditionOperator}, because the setup scripts and
 * the examples for the delegation of role assignments use nothing else. It refuses other
 * expressions rather than ignore them.
 */
public final class ConditionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*([(){},!]|&&|\\|\\||'[^']*'|@\\w+\\[[^\\]]+\\]|[\\w:./-]+)|\\s*(\\S)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final String ASSIGNMENT = "Microsoft.Authorization/roleAssignments:";

  /** The attributes of a role assignment, before the request and in the request. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "@Request[" + ASSIGNMENT + "RoleDefinitionId]",
          "@Request[" + ASSIGNMENT + "PrincipalId]",
          "@Request[" + ASSIGNMENT + "PrincipalType]",
          "@Resource[" + ASSIGNMENT + "RoleDefinitionId]",
          "@Resource[" + ASSIGNMENT + "PrincipalId]",
          "@Resource[" + ASSIGNMENT + "PrincipalType]");

  private final List<String> tokens;
  private int at;

  private ConditionParser(List<String> tokens) {
    this.tokens = tokens;
  }

  /**
   * Checks that a condition can be read.
   *
   * @throws IllegalArgumentException if it contains anything else than the supported expressions
   */
  public static void check(String text) {
    parse(text);
  }

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException if it contains anything else than the supported expressions
   */
  static RoleCondition parse(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      if (token.group(2) != null) {
        throw new IllegalArgumentException("Unexpected character '" + token.group(2) + "'.");
      }
      tokens.add(token.group(1));
    }
    ConditionParser parser = new ConditionParser(tokens);
    RoleCondition condition = parser.any();
    if (parser.at < tokens.size()) {
      throw new IllegalArgumentException("Unexpected '" + tokens.get(parser.at) + "'.");
    }
    return condition;
  }

  private RoleCondition any() {
    List<RoleCondition> parts = new ArrayList<>(List.of(all()));
    while (accepts("OR") || accepts("||")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new RoleCondition.Any(parts);
  }

  private RoleCondition all() {
    List<RoleCondition> parts = new ArrayList<>(List.of(one()));
    while (accepts("AND") || accepts("&&")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.get(0) : new RoleCondition.All(parts);
  }

  private RoleCondition one() {
    if (accepts("!") || accepts("NOT")) {
      return new RoleCondition.Not(one());
    }
    if (accepts("(")) {
      RoleCondition inner = any();
      expect(")");
      return inner;
    }
    if (accepts("ActionMatches")) {
      expect("{");
      RoleCondition matches = new RoleCondition.ActionMatches(ActionPattern.of(value(next())));
      expect("}");
      return matches;
    }
    return comparison(next());
  }

  private RoleCondition comparison(String attribute) {
    String known =
        ATTRIBUTES.stream()
            .filter(attribute::equalsIgnoreCase)
            .findAny()
            .orElseThrow(() -> unsupported(attribute));
    String name = next();
    Optional<ConditionOperator> operator = ConditionOperator.named(name);
    return new RoleCondition.Comparison(
        known, operator.orElseThrow(() -> unsupported(name)), values());
  }

  private List<String> values() {
    if (!accepts("{")) {
      return List.of(value(next()));
    }
    List<String> values = new ArrayList<>(List.of(value(next())));
    while (accepts(",")) {
      values.add(value(next()));
    }
    expect("}");
    return values;
  }

  private static String value(String token) {
    if (token.startsWith("'")) {
      return token.substring(1, token.length() - 1);
    }
    if (!token.matches("[\\w.-]+")) {
      throw new IllegalArgumentException("Unexpected '" + token + "' instead of a value.");
    }
    return token;
  }

  private boolean accepts(String token) {
    boolean found = at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    String found = next();
    if (!found.equals(token)) {
      throw new IllegalArgumentException("Unexpected '" + found + "' instead of '" + token + "'.");
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw new IllegalArgumentException("Unexpected end.");
    }
    return tokens.get(at++);
  }

  private static IllegalArgumentException unsupported(String token) {
    return new IllegalArgumentException("'" + token + "' is not supported.");
  }
}
