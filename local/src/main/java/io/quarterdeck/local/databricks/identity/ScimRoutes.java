package io.quarterdeck.local.databricks.identity;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.identity.Member.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SCIM API of the workspace: the caller, users and service principals. Only administrators
 * change members.
 */
public final class ScimRoutes {
  private static final String PATH = "/api/2.0/preview/scim/v2/";
  private static final int LARGEST_PAGE = 10_000;

  private static final Pattern FILTER =
      Pattern.compile("(applicationId|userName) eq [\"']([^\"']+)[\"']");

  private static final ShapeFields VALUE =
      object()
          .needs(
              "value",
              word(
                  "workspace-access",
                  "databricks-sql-access",
                  "allow-cluster-create",
                  "allow-instance-pool-create"));

  private static final ShapeFields MEMBER =
      object()
          .may("schemas", list(text(), 10))
          .may("displayName", text())
          .may("active", flag())
          .may("entitlements", list(VALUE, 10))
          .may(
              "groups",
              list(object().needs("value", text()).may("display", text()).may("type", text()), 10));

  private static final ShapeFields USER =
      MEMBER.needs("userName", text("[^@\\s]+@[^@\\s]+", "an e-mail address"));

  private static final ShapeFields SERVICE_PRINCIPAL =
      MEMBER.needs("applicationId", text("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a UUID"));

  private static final ShapeFields PATCH =
      object()
          .needs("schemas", list(text(), 10))
          .needs(
              "Operations",
              list(
                  object()
                      .needs("op", word("add"))
                      .needs("path", word("entitlements"))
                      .needs("value", list(VALUE, 10)),
                  10));

  private static final ShapeFields PATCH_GROUP =
      object()
          .needs("schemas", list(text(), 10))
          .needs(
              "Operations",
              list(
                  object()
                      .needs("op", word("add"))
                      .needs("path", word("members"))
                      .needs("value", list(object().needs("value", text()), 100)),
                  10));

  private static final String GROUPS = PATH + "Groups";
  private static final Pattern GROUP_FILTER = Pattern.compile("displayName eq [\"']([^\"']+)[\"']");

  private final Members members;
  private final WorkspaceRights rights;
  private final WorkspaceIdentity workspace;

  public ScimRoutes(Members members, WorkspaceRights rights, WorkspaceIdentity workspace) {
    this.members = members;
    this.rights = rights;
    this.workspace = workspace;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes.at("GET", PATH + "Me", this::me);
    for (Kind kind : Kind.values()) {
      String path = PATH + kind.path();
      routes
          .at("GET", path, call -> members(call, kind))
          .at("POST", path, call -> create(call, kind))
          .under("GET", path + "/", call -> one(call, kind))
          .under("PATCH", path + "/", call -> patch(call, kind))
          .under("DELETE", path + "/", call -> delete(call, kind));
    }
    routes.at("GET", GROUPS, this::groups).under("PATCH", GROUPS + "/", this::join);
  }

  private Answer me(ApiCall call) {
    call.query();
    Member member = members.find(call.caller().userName()).orElseThrow();
    JsonObject json = member.json();
    // The caller is always shown as a user.
    json.addProperty("userName", member.userName());
    // The clients read the number of the workspace from this header.
    return Answer.json(json).with("X-Databricks-Org-Id", String.valueOf(workspace.id()));
  }

  private Answer members(ApiCall call, Kind kind) {
    Query query =
        call.query(
            "filter",
            "startIndex",
            "count",
            "attributes",
            "excludedAttributes",
            "sortBy",
            "sortOrder");
    Optional<String> name = query.text("filter").map(ScimRoutes::name);
    List<Member> matching =
        members.all(kind).stream()
            .filter(member -> name.isEmpty() || member.userName().equalsIgnoreCase(name.get()))
            .toList();
    int start = query.number("startIndex", 0, Integer.MAX_VALUE, 1);
    int count = query.number("count", 0, LARGEST_PAGE, 100);
    JsonArray resources = new JsonArray();
    matching.stream()
        .skip(Math.max(0, start - 1))
        .limit(count)
        .forEach(member -> resources.add(member.json()));
    return listResponse(matching.size(), start, resources);
  }

  /** The group of administrators is the only one. */
  private Answer groups(ApiCall call) {
    Query query =
        call.query(
            "filter",
            "startIndex",
            "count",
            "attributes",
            "excludedAttributes",
            "sortBy",
            "sortOrder");
    JsonObject admins = new JsonObject();
    admins.addProperty("id", Member.groupId(Member.ADMINS));
    admins.addProperty("displayName", Member.ADMINS);
    boolean matches =
        query
            .text("filter")
            .map(GROUP_FILTER::matcher)
            .map(filter -> filter.matches() && filter.group(1).equals(Member.ADMINS))
            .orElse(true);
    int start = query.number("startIndex", 0, Integer.MAX_VALUE, 1);
    JsonArray resources = new JsonArray();
    if (matches && start <= 1) {
      resources.add(admins);
    }
    return listResponse(matches ? 1 : 0, start, resources);
  }

  private Answer join(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(PATCH_GROUP);
    rights.requireAdmin(call.caller());
    if (!call.rest().equals(Member.groupId(Member.ADMINS))) {
      throw ApiError.of(404, "RESOURCE_DOES_NOT_EXIST", "Group " + call.rest() + " not found");
    }
    for (JsonElement operation : request.getAsJsonArray("Operations")) {
      for (String id : Member.texts(operation.getAsJsonObject().getAsJsonArray("value"))) {
        members.change(members.existing(id), member -> member.in(Member.ADMINS));
      }
    }
    return Answer.empty(204);
  }

  private static Answer listResponse(int total, int start, JsonArray resources) {
    JsonObject answer = new JsonObject();
    JsonArray schemas = new JsonArray();
    schemas.add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    answer.add("schemas", schemas);
    answer.addProperty("totalResults", total);
    answer.addProperty("startIndex", start);
    answer.addProperty("itemsPerPage", resources.size());
    answer.add("Resources", resources);
    return Answer.json(answer);
  }

  private static String name(String filter) {
    Matcher matcher = FILTER.matcher(filter);
    if (!matcher.matches()) {
      throw DatabricksErrors.invalid(
          "Cannot read the filter: found "
              + filter
              + "; expected applicationId eq \"ID\" or userName eq \"NAME\".");
    }
    return matcher.group(2);
  }

  private Answer create(ApiCall call, Kind kind) throws IOException {
    call.query();
    JsonObject request =
        call.json(
            switch (kind) {
              case USER -> USER;
              case SERVICE_PRINCIPAL -> SERVICE_PRINCIPAL;
            });
    rights.requireAdmin(call.caller());
    String name = request.get(kind == Kind.USER ? "userName" : "applicationId").getAsString();
    Member member =
        members.add(
            kind,
            name,
            request.has("displayName") ? request.get("displayName").getAsString() : name,
            request.has("entitlements")
                ? Member.texts(request.getAsJsonArray("entitlements"))
                : Set.of(),
            request.has("groups") ? groups(request.getAsJsonArray("groups")) : Set.of());
    if (kind == Kind.SERVICE_PRINCIPAL) {
      rights.created(call.caller(), name);
    }
    return Answer.json(member.json());
  }

  private static Set<String> groups(JsonArray values) {
    for (String id : Member.texts(values)) {
      if (!id.equals(Member.groupId(Member.ADMINS))) {
        throw DatabricksErrors.invalid(
            "Group with id " + id + " not found; expected the group admins.");
      }
    }
    return values.isEmpty() ? Set.of() : Set.of(Member.ADMINS);
  }

  private Answer one(ApiCall call, Kind kind) {
    call.query("attributes", "excludedAttributes");
    return Answer.json(members.existing(kind, call.rest()).json());
  }

  private Answer patch(ApiCall call, Kind kind) throws IOException {
    call.query();
    JsonObject request = call.json(PATCH);
    rights.requireAdmin(call.caller());
    SortedSet<String> added = new TreeSet<>();
    for (JsonElement operation : request.getAsJsonArray("Operations")) {
      added.addAll(Member.texts(operation.getAsJsonObject().getAsJsonArray("value")));
    }
    members.change(members.existing(kind, call.rest()), member -> member.entitled(added));
    return Answer.empty(204);
  }

  private Answer delete(ApiCall call, Kind kind) throws IOException {
    call.query();
    rights.requireAdmin(call.caller());
    members.remove(members.existing(kind, call.rest()));
    return Answer.empty(204);
  }
}
