package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.PathPattern;
import io.quarterdeck.local.http.Route;
import io.quarterdeck.local.http.Routes;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Microsoft Graph 1.0, for reading the directory of the tenant: the requests of {@code az ad} and
 * {@code az role assignment list}. Every person can read the directory, which is Entra's default
 * for members ("What are the default user permissions",
 * /entra/fundamentals/users-default-permissions). An application has no permission for Graph.
 *
 * @param directory the principals
 * @param tokens checks the tokens of callers
 */
record DirectoryGraph(Directory directory, TokenCheck tokens) implements Service {
  /** The beginning of all paths. */
  static final String VERSION = "v1.0";

  /** Lists the objects of one kind. */
  @FunctionalInterface
  private interface Source {
    List<JsonObject> objects() throws IOException;
  }

  @Override
  public Answer answer(Call call) throws IOException {
    try {
      EntraPrincipal caller = caller(call);
      return new Routes(routes(caller), DirectoryGraph::unknown).answer(call);
    } catch (ApiError refused) {
      return GraphErrors.answer(refused);
    }
  }

  private EntraPrincipal caller(Call call) {
    try {
      return tokens.check(
          call.token().orElseThrow(() -> GraphErrors.invalidToken("Access token is empty.")),
          Audience.MICROSOFT_GRAPH);
    } catch (InvalidToken e) {
      throw GraphErrors.invalidToken(e.getMessage());
    }
  }

  private List<Route> routes(EntraPrincipal caller) {
    List<Route> routes = new ArrayList<>();
    routes.add(new Route("GET", "/v1.0/me", (call, path) -> me(caller)));
    if (caller.kind() == EntraPrincipal.Kind.SERVICE_PRINCIPAL) {
      routes.add(new Route("GET", PathPattern.under("/v1.0/"), (call, path) -> denied()));
      routes.add(new Route("POST", PathPattern.under("/v1.0/"), (call, path) -> denied()));
      return routes;
    }
    collection(routes, "users", this::users);
    collection(routes, "groups", this::groups);
    collection(routes, "servicePrincipals", this::servicePrincipals);
    collection(routes, "applications", this::applications);
    routes.add(new Route("GET", "/v1.0/groups/{id}/members", (call, path) -> members(path.get(0))));
    routes.add(new Route("POST", "/v1.0/directoryObjects/getByIds", (call, path) -> byIds(call)));
    return routes;
  }

  private static Answer denied() {
    throw GraphErrors.denied();
  }

  private static Answer unknown(Call call) {
    throw GraphErrors.unknownPath(call.path().get(call.path().size() - 1));
  }

  private Answer me(EntraPrincipal caller) throws IOException {
    if (caller.kind() != EntraPrincipal.Kind.USER) {
      throw GraphErrors.notDelegated();
    }
    return Answer.json(find(users(), caller.objectId()));
  }

  private static void collection(List<Route> routes, String name, Source source) {
    routes.add(new Route("GET", "/v1.0/" + name, (call, path) -> list(call, source.objects())));
    routes.add(
        new Route(
            "GET",
            "/v1.0/" + name + "/{id}",
            (call, path) -> Answer.json(find(source.objects(), path.get(0)))));
  }

  private static Answer list(Call call, List<JsonObject> objects) {
    return value(
        objects.stream()
            .filter(GraphFilter.of(Optional.ofNullable(call.query().get("$filter"))))
            .toList());
  }

  /** A user is also found by the user principal name. */
  private static JsonObject find(List<JsonObject> objects, String id) {
    return objects.stream()
        .filter(
            each ->
                each.get("id").getAsString().equalsIgnoreCase(id)
                    || (each.has("userPrincipalName")
                        && each.get("userPrincipalName").getAsString().equalsIgnoreCase(id)))
        .findFirst()
        .orElseThrow(() -> GraphErrors.notFound(id));
  }

  private Answer members(String id) throws IOException {
    find(groups(), id);
    List<String> members =
        directory.groups().stream()
            .filter(group -> group.objectId().equalsIgnoreCase(id))
            .flatMap(group -> group.members().stream())
            .toList();
    return value(
        all().stream().filter(each -> members.contains(each.get("id").getAsString())).toList());
  }

  private Answer byIds(Call call) throws IOException {
    JsonElement requested = call.json("BadRequest").get("ids");
    if (!(requested instanceof JsonArray ids)) {
      throw ApiError.of(400, "Request_BadRequest", "The parameter 'ids' is missing.");
    }
    return value(all().stream().filter(each -> ids.contains(each.get("id"))).toList());
  }

  private List<JsonObject> all() throws IOException {
    List<JsonObject> all = new ArrayList<>(users());
    all.addAll(groups());
    all.addAll(servicePrincipals());
    return all;
  }

  private List<JsonObject> users() throws IOException {
    List<JsonObject> users = new ArrayList<>();
    for (Person person : directory.people()) {
      JsonObject user = object("user", person.principal().objectId(), person.name());
      user.addProperty("userPrincipalName", person.principal().name());
      users.add(user);
    }
    return users;
  }

  private List<JsonObject> groups() throws IOException {
    List<JsonObject> groups = new ArrayList<>();
    for (EntraGroup group : directory.groups()) {
      JsonObject json = object("group", group.objectId(), group.name());
      json.addProperty("securityEnabled", true);
      groups.add(json);
    }
    return groups;
  }

  private List<JsonObject> servicePrincipals() throws IOException {
    List<JsonObject> principals = new ArrayList<>();
    for (Application application : directory.applications()) {
      principals.add(
          servicePrincipal(
              application.principal().objectId(),
              application.clientId(),
              application.principal().name(),
              application.resourceId().isPresent() ? "ManagedIdentity" : "Application"));
    }
    principals.add(
        servicePrincipal(
            LocalTenant.DATABRICKS_ID,
            Audience.DATABRICKS.accepted().get(0),
            "AzureDatabricks",
            "Application"));
    return principals;
  }

  private static JsonObject servicePrincipal(
      String objectId, String clientId, String name, String type) {
    JsonObject principal = object("servicePrincipal", objectId, name);
    principal.addProperty("appId", clientId);
    principal.addProperty("accountEnabled", true);
    principal.addProperty("servicePrincipalType", type);
    JsonArray names = new JsonArray();
    names.add(clientId);
    principal.add("servicePrincipalNames", names);
    return principal;
  }

  /** Managed identities have no application. */
  private List<JsonObject> applications() throws IOException {
    List<JsonObject> applications = new ArrayList<>();
    for (Application application : directory.applications()) {
      if (application.resourceId().isEmpty()) {
        String id =
            UUID.nameUUIDFromBytes(application.clientId().getBytes(StandardCharsets.UTF_8))
                .toString();
        JsonObject json = object("application", id, application.principal().name());
        json.addProperty("appId", application.clientId());
        json.add("identifierUris", new JsonArray());
        applications.add(json);
      }
    }
    return applications;
  }

  private static JsonObject object(String type, String id, String name) {
    JsonObject object = new JsonObject();
    object.addProperty("@odata.type", "#microsoft.graph." + type);
    object.addProperty("id", id);
    object.addProperty("displayName", name);
    return object;
  }

  private static Answer value(List<JsonObject> objects) {
    JsonArray value = new JsonArray();
    objects.forEach(value::add);
    JsonObject json = new JsonObject();
    json.add("value", value);
    return Answer.json(json);
  }
}
