package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.contract.ApiVersions;
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
    String name, List<String> needs, Supplier<List<Needed>> needed, ResourceManager manager)
    implements Check {
  private static final String API_VERSION =
      ApiVersions.of("Microsoft.Authorization/permissions").version();

  /**
   * A required permission at a scope.
   *
   * @param scope the id of a resource or resource group
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
      List<ArmAnswer> pages =
          manager.pages(
              each.scope() + "/providers/Microsoft.Authorization/permissions", API_VERSION);
      ArmAnswer last = pages.get(pages.size() - 1);
      if (!last.succeeded()) {
        return Finding.warning(
            "the rights on " + each.scope() + " cannot be read: " + last.error(),
            "Ask for the role Reader on it.");
      }
      Permissions permissions =
          new Permissions(pages.stream().flatMap(page -> page.values().stream()).toList());
      List<String> missing = permissions.missing(each.right());
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
