package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The caller's permissions at a scope, as "Permissions - List" of Azure's REST API returns them.
 *
 * @param roles one entry for each role that is assigned at the scope or at a parent scope
 */
record Permissions(List<PermissionInner> roles) {
  /** Returns the actions of the right that no role grants. */
  List<String> missing(Right right) {
    return right.actions().stream().filter(action -> !isGranted(action, right.plane())).toList();
  }

  /**
   * Returns whether a role grants the action. The exclusions of a role do not restrict other roles.
   */
  private boolean isGranted(String action, Right.Plane plane) {
    return roles.stream()
        .anyMatch(
            role -> matches(plane.granted(role), action) && !matches(plane.withheld(role), action));
  }

  /** The library has null for a list that the response does not contain. */
  private static boolean matches(List<String> patterns, String action) {
    return patterns != null && patterns.stream().anyMatch(pattern -> matches(pattern, action));
  }

  /** Matches an action ignoring case. A star matches any text, including slashes. */
  private static boolean matches(String pattern, String action) {
    String expression = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
    return action.toLowerCase(Locale.ROOT).matches(expression);
  }
}
