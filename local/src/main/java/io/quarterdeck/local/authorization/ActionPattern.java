package io.quarterdeck.local.authorization;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An action in a role definition. The case is ignored, and a star matches any text, including
 * slashes ("Understand Azure role definitions", /azure/role-based-access-control/role-definitions).
 *
 * <p>A star between two slashes also matches nothing, together with one of the slashes. Otherwise,
 * Managed Identity Operator could not assign an identity, and Key Vault Reader could not read a
 * vault, as their descriptions say: their actions have a star before {@code /assign/action} and
 * {@code /read}.
 *
 * @param expression matches actions in lower case
 */
record ActionPattern(Pattern expression) {
  private static final Pattern STAR = Pattern.compile("/\\*/|\\*");

  static ActionPattern of(String action) {
    String text = action.toLowerCase(Locale.ROOT);
    StringBuilder expression = new StringBuilder();
    Matcher star = STAR.matcher(text);
    int end = 0;
    while (star.find()) {
      expression
          .append(Pattern.quote(text.substring(end, star.start())))
          .append(star.group().equals("*") ? ".*" : "/(?:.*/)?");
      end = star.end();
    }
    return new ActionPattern(
        Pattern.compile(expression.append(Pattern.quote(text.substring(end))).toString()));
  }

  boolean matches(String action) {
    return expression.matcher(action.toLowerCase(Locale.ROOT)).matches();
  }
}
