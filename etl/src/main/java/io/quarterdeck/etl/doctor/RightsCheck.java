package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;
import io.quarterdeck.etl.azure.ResourceManager;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever is signed in has the rights that the work needs.
 *
 * @param name the check's
 * @param needed which rights, and where
 */
record RightsCheck(String name, List<Needed> needed, ResourceManager manager) implements Check {
  private static final String API_VERSION = "2022-04-01";

  /**
   * A right at a scope.
   *
   * @param scope the id of a resource or a resource group
   */
  record Needed(Right right, String scope) {}

  @Override
  public List<String> needs() {
    return List.of(ResourceGroupCheck.NAME);
  }

  @Override
  public Finding look() {
    if (needed.isEmpty()) {
      return Finding.ok("none are needed");
    }
    List<String> found = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    for (Needed each : needed) {
      List<ArmAnswer> pages =
          manager.pages(
              each.scope() + "/providers/Microsoft.Authorization/permissions", API_VERSION);
      ArmAnswer last = pages.get(pages.size() - 1);
      if (!last.succeeded()) {
        return Finding.warning(
            "the rights on " + each.scope() + " cannot be read: " + last.error(),
            "Have the role Reader on it assigned to you.");
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
        ? Finding.ok(String.join(", ", needed.stream().map(each -> each.right().role()).toList()))
        : Finding.failed("missing: " + String.join(", ", found), String.join(" ", advice));
  }

  private static String assign(Needed needed) {
    String role = needed.right().role();
    return "Have the role %s assigned to you: az role assignment create --role '%s' --assignee YOU --scope %s. It takes some minutes to count."
        .formatted(role, role, needed.scope());
  }
}
