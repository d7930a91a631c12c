package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.RoleDefinition;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The definitions of built-in and custom roles at any scope.
 *
 * @param endpoint the endpoint of this server
 */
record RoleDefinitionRoutes(Inventory inventory, RoleAssignments roles, URI endpoint) {
  private static final Pattern TERM = Pattern.compile("(roleName|type) eq '([^']*)'");

  /** Returns the roles. The terms {@code atScope()} and below exclude none of them here. */
  Answer list(Call call, ResourcePath path) {
    inventory.checkScope(path.segments());
    Predicate<RoleDefinition> filter = filter(Optional.ofNullable(call.query().get("$filter")));
    return new Pages(endpoint, call, ResourceRoutes.PAGE)
        .of(
            roles.definitions().values().stream().filter(filter).toList(),
            RoleDefinition::id,
            this::view);
  }

  Answer read(ResourcePath path) {
    inventory.checkScope(path.segments());
    RoleDefinition role = roles.definitions().get(path.name().toLowerCase(Locale.ROOT));
    if (role == null) {
      throw ApiError.of(
          404,
          "RoleDefinitionDoesNotExist",
          "The specified role definition with ID '" + path.name() + "' does not exist.");
    }
    return Answer.json(view(role));
  }

  private static Predicate<RoleDefinition> filter(Optional<String> filter) {
    Predicate<RoleDefinition> all = any -> true;
    for (String term : filter.map(text -> text.split(" and ", -1)).orElse(new String[0])) {
      Matcher equal = TERM.matcher(term);
      if (equal.matches()) {
        String value = equal.group(2);
        all =
            all.and(
                role ->
                    value.equalsIgnoreCase(
                        equal.group(1).equals("type") ? role.kind().azureName() : role.name()));
      } else if (!term.equals("atScope()") && !term.equals("atScopeAndBelow()")) {
        throw ApiError.of(400, "UnsupportedQuery", "The filter '" + term + "' is not supported.");
      }
    }
    return all;
  }

  private JsonObject view(RoleDefinition role) {
    JsonArray permissions = new JsonArray();
    role.permissions().stream().map(AuthorizationRoutes::view).forEach(permissions::add);
    JsonObject properties = new JsonObject();
    properties.addProperty("roleName", role.name());
    properties.addProperty("type", role.kind().azureName());
    properties.addProperty("description", role.description());
    properties.add("assignableScopes", AuthorizationRoutes.list(role.assignableScopes()));
    properties.add("permissions", permissions);
    JsonObject json = new JsonObject();
    json.addProperty(
        "id",
        inventory.account().id() + "/providers/" + RoleAssignments.DEFINITIONS + "/" + role.id());
    json.addProperty("type", RoleAssignments.DEFINITIONS);
    json.addProperty("name", role.id());
    json.add("properties", properties);
    return json;
  }
}
