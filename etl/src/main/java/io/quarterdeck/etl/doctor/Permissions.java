package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the caller may do at a scope, as "Permissions - List" of Azure's REST API tells it.
 *
 * @param roles one entry for each role that is assigned there or above
 */
record Permissions(List<ArmAnswer> roles) {
  /** The right's actions that no role grants. */
  List<String> missing(Right right) {
    return right.actions().stream().filter(action -> !isGranted(action, right.plane())).toList();
  }

  /** A role's exceptions hold within that role alone: another one may grant the action. */
  private boolean isGranted(String action, Right.Plane plane) {
    return roles.stream()
        .anyMatch(
            role ->
                matches(role.texts(plane.granted()), action)
                    && !matches(role.texts(plane.withheld()), action));
  }

  private static boolean matches(List<String> patterns, String action) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, action));
  }

  /** A star stands for any text, slashes among it; case does not matter. */
  private static boolean matches(String pattern, String action) {
    String expression = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
    return action.toLowerCase(Locale.ROOT).matches(expression);
  }
}
