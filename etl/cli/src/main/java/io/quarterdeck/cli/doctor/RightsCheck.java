package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.CallerPermissions;
import io.quarterdeck.azure.management.ManagementClients;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks that the signed-in account has the required permissions.
 *
 * @param name the check's name
 * @param needs the checks that must succeed before this one
 * @param needed the required permissions and their scopes
 */
record RightsCheck(
    String name, List<String> needs, Supplier<List<Needed>> needed, ManagementClients clients)
    implements Check {
  /**
   * A required permission at a scope.
   *
   * @param scope the id of a subscription, resource group or resource
   */
  record Needed(Right right, String scope) {}

  @Override
  public Finding look() {
    List<Needed> rights = needed.get();
    if (rights.isEmpty()) {
      return Finding.ok("none are needed");
    }
    List<String> found = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    for (Needed each : rights) {
      List<String> missing;
      try {
        missing =
            new Permissions(new CallerPermissions(clients).at(each.scope())).missing(each.right());
      } catch (HttpResponseException e) {
        return Finding.warning(
            "the rights on " + each.scope() + " cannot be read: " + AzureError.of(e).text(),
            "Ask for the role Reader on it.");
      }
      if (!missing.isEmpty()) {
        found.add(String.join(", ", missing));
        advice.add(assign(each));
      }
    }
    return found.isEmpty()
        ? Finding.ok(String.join(", ", rights.stream().map(each -> each.right().role()).toList()))
        : Finding.failed("missing: " + String.join(", ", found), String.join(" ", advice));
  }

  private static String assign(Needed needed) {
    String role = needed.right().role();
    return "Ask for the role %s: az role assignment create --role '%s' --assignee YOU --scope %s. A new assignment takes some minutes to take effect."
        .formatted(role, role, needed.scope());
  }
}
