package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.RolePermissions;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Microsoft.Authorization at any scope: the permissions of the caller, and the role assignments.
 *
 * @param roles the role assignments
 * @param endpoint the endpoint of this server
 */
record AuthorizationRoutes(Inventory inventory, RoleAssignments roles, URI endpoint) {
  static final String PERMISSIONS = "Microsoft.Authorization/permissions";
  private static final Pattern PRINCIPAL =
      Pattern.compile("(?:principalId eq|assignedTo\\() ?'([^']*)'\\)?");

  /** Returns the permissions of the roles that the caller has at the scope. */
  Answer permissions(Call call, ResourcePath path) {
    inventory.checkScope(path.segments());
    inventory.checkExists(path);
    JsonArray value = new JsonArray();
    roles.granted().permissions(Callers.of(call), path.scope()).stream()
        .map(AuthorizationRoutes::view)
        .forEach(value::add);
    JsonObject json = new JsonObject();
    json.add("value", value);
    return Answer.json(json);
  }

  static JsonObject view(RolePermissions permissions) {
    JsonObject json = new JsonObject();
    json.add("actions", list(permissions.actions()));
    json.add("notActions", list(permissions.notActions()));
    json.add("dataActions", list(permissions.dataActions()));
    json.add("notDataActions", list(permissions.notDataActions()));
    return json;
  }

  /**
   * Returns the assignments at the scope, above it and below it. The filter {@code atScope()}
   * excludes those below.
   */
  Answer assignments(Call call, ResourcePath path) {
    inventory.checkScope(path.segments());
    inventory.checkExists(path);
    String scope = path.scope().toLowerCase(Locale.ROOT);
    Predicate<ArmResource> filter = filter(Optional.ofNullable(call.query().get("$filter")), scope);
    List<ArmResource> found =
        roles.list().stream()
            .filter(each -> isAbove(scopeOf(each), scope) || isAbove(scope, scopeOf(each)))
            .filter(filter)
            .toList();
    return new Pages(endpoint, call, ResourceRoutes.PAGE)
        .of(found, each -> each.id().toLowerCase(Locale.ROOT), ArmResource::body);
  }

  private static Predicate<ArmResource> filter(Optional<String> filter, String scope) {
    Predicate<ArmResource> all = any -> true;
    for (String term : filter.map(text -> text.split(" and ", -1)).orElse(new String[0])) {
      Matcher principal = PRINCIPAL.matcher(term);
      if (term.equals("atScope()")) {
        all = all.and(each -> isAbove(scopeOf(each), scope));
      } else if (principal.matches()) {
        all = all.and(each -> principal.group(1).equalsIgnoreCase(principal(each)));
      } else {
        throw ApiError.of(400, "UnsupportedQuery", "The filter '" + term + "' is not supported.");
      }
    }
    return all;
  }

  private static String principal(ArmResource assignment) {
    return assignment.body().get("properties") instanceof JsonObject properties
            && properties.has("principalId")
        ? properties.get("principalId").getAsString()
        : "";
  }

  private static String scopeOf(ArmResource assignment) {
    String id = assignment.id().toLowerCase(Locale.ROOT);
    return id.substring(0, id.lastIndexOf("/providers/"));
  }

  private static boolean isAbove(String scope, String other) {
    return (other + "/").startsWith(scope + "/");
  }

  static JsonArray list(List<String> texts) {
    JsonArray list = new JsonArray();
    texts.forEach(list::add);
    return list;
  }
}
