package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The routes of grants.
 *
 * @param catalog the objects
 * @param grants the privileges
 * @param rights the rights of callers
 */
record GrantRoutes(CatalogStore catalog, GrantStore grants, CatalogRights rights) {
  private static final String PATH = "/api/2.1/unity-catalog/permissions/";

  private static final ShapeFields UPDATE =
      object()
          .needs(
              "changes",
              list(
                  object()
                      .needs("principal", text())
                      .may("add", list(text(), 100))
                      .may("remove", list(text(), 100)),
                  100))
          .may("omit_permissions_in_response", flag());

  /** An object in the path of a request. */
  private record Target(Securable kind, String name) {}

  void add(ApiRoutes routes) {
    routes.under("GET", PATH, this::get).under("PATCH", PATH, this::update);
  }

  private Answer get(ApiCall call) {
    Query query = call.query("principal", "max_results", "page_token");
    Target target = target(call.rest());
    Optional<String> principal = query.text("principal");
    if (principal.filter(rights.members().names(call.caller().userName())::contains).isEmpty()) {
      rights.requireManage(call.caller().userName(), target.kind(), target.name());
    }
    return answer(target, principal);
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    Target target = target(call.rest());
    rights.requireManage(call.caller().userName(), target.kind(), target.name());
    for (JsonElement element : request.getAsJsonArray("changes")) {
      JsonObject change = element.getAsJsonObject();
      String principal = change.get("principal").getAsString();
      if (!rights.members().exists(principal)) {
        throw ApiError.of(
            404, "PRINCIPAL_DOES_NOT_EXIST", "Could not find principal with name " + principal);
      }
      grants.change(
          target.kind(),
          target.name(),
          principal,
          privileges(change, "add", target.kind()),
          privileges(change, "remove", target.kind()));
    }
    return answer(target, Optional.empty());
  }

  private Answer answer(Target target, Optional<String> principal) {
    JsonArray assignments = new JsonArray();
    grants
        .of(target.kind(), target.name())
        .forEach(
            (name, privileges) -> {
              if (principal.isEmpty() || principal.get().equalsIgnoreCase(name)) {
                JsonObject assignment = new JsonObject();
                assignment.addProperty("principal", name);
                JsonArray list = new JsonArray();
                privileges.forEach(list::add);
                assignment.add("privileges", list);
                assignments.add(assignment);
              }
            });
    JsonObject answer = new JsonObject();
    answer.add("privilege_assignments", assignments);
    return Answer.json(answer);
  }

  private static SortedSet<String> privileges(JsonObject change, String field, Securable kind) {
    SortedSet<String> privileges = new TreeSet<>();
    if (change.has(field)) {
      change.getAsJsonArray(field).forEach(each -> privileges.add(each.getAsString()));
    }
    for (String privilege : privileges) {
      if (!kind.privileges().contains(privilege)) {
        throw DatabricksErrors.invalid(
            "Privilege %s is not applicable to this entity [%s]."
                .formatted(privilege.replace('_', ' '), kind.shown()));
      }
    }
    return privileges;
  }

  private Target target(String rest) {
    int slash = rest.indexOf('/');
    Securable kind =
        Securable.named(slash < 0 ? rest : rest.substring(0, slash))
            .orElseThrow(
                () -> DatabricksErrors.invalid("Unknown type of securable object: " + rest));
    String name = rest.substring(slash + 1);
    boolean isThere =
        switch (kind) {
          case METASTORE -> name.equals(MetastoreRoutes.ID);
          case CATALOG -> name.equals(MetastoreRoutes.CATALOG);
          case SCHEMA -> name.equals(MetastoreRoutes.CATALOG + "." + MetastoreRoutes.SCHEMA);
          case VOLUME, EXTERNAL_LOCATION, STORAGE_CREDENTIAL, CREDENTIAL ->
              catalog.has(Kind.valueOf(kind.name()), name);
        };
    if (!isThere) {
      throw ApiError.of(
          404, kind + "_DOES_NOT_EXIST", kind.shown() + " '" + name + "' does not exist.");
    }
    return new Target(kind, name);
  }
}
