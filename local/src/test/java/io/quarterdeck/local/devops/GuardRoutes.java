package io.quarterdeck.local.devops;

import static io.quarterdeck.local.devops.DevOpsEmulator.checkVersion;
import static io.quarterdeck.local.devops.ProjectRoutes.expect;
import static io.quarterdeck.local.devops.ProjectRoutes.required;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.devops.DevOpsObjects.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The checks of resources, the permissions of pipelines, and the rights on the repository. */
record GuardRoutes(
    DevOpsProject project,
    DevOpsObjects objects,
    Map<String, JsonArray> permitted,
    Map<String, Integer> allowed) {
  private static final String CHECKS = "/{org}/{project}/_apis/pipelines/checks/configurations";
  private static final String PERMISSIONS =
      "/{org}/{project}/_apis/pipelines/pipelinePermissions/{kind}/{id}";
  private static final String GIT = "2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87";
  private static final String DESCRIPTOR = "Microsoft.TeamFoundation.ServiceIdentity;build";

  /** The types of checks: microsoft/terraform-provider-azuredevops, approvalsandchecks. */
  private static final Map<String, String> TYPES =
      Map.of(
          "8c6f20a7-a545-4486-9777-f762fafe0d4d", "Approval",
          "2ef31ad6-baa0-403a-8b45-2cbc9b4e5563", "ExclusiveLock",
          "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7", "Task Check");

  GuardRoutes(DevOpsProject project, DevOpsObjects objects) {
    this(project, objects, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", CHECKS, this::checks),
        new Route("POST", CHECKS, this::addCheck),
        new Route("GET", PERMISSIONS, this::permissions),
        new Route("PATCH", PERMISSIONS, this::permit),
        new Route("GET", "/{org}/_apis/graph/users", this::users),
        new Route("GET", "/{org}/_apis/Identities", this::identities),
        new Route("GET", "/{org}/_apis/AccessControlLists/{namespace}", this::rights),
        new Route("POST", "/{org}/_apis/AccessControlEntries/{namespace}", this::allow),
        new Route("GET", "/{org}/_apis/SecurityNamespaces/{namespace}", this::namespace));
  }

  private Answer checks(Call call, List<String> path) {
    checkVersion(call, "7.1-preview.1");
    project.check(path.get(0), path.get(1));
    String kind = call.query().getOrDefault("resourceType", "");
    String id = call.query().getOrDefault("resourceId", "");
    checkResource(kind, id);
    JsonArray found =
        objects.matching(
            Kind.CHECK,
            each ->
                DevOpsObjects.text(each, "resource.type").equals(kind)
                    && DevOpsObjects.text(each, "resource.id").equals(id));
    if (!"settings".equals(call.query().get("$expand"))) {
      found.forEach(each -> each.getAsJsonObject().remove("settings"));
    }
    return ResourceLocations.collection(found);
  }

  private Answer addCheck(Call call, List<String> path) {
    checkVersion(call, "7.1-preview.1");
    project.check(path.get(0), path.get(1));
    JsonObject check = call.json("InvalidRequest");
    String type = TYPES.getOrDefault(required(check, "type.id"), "none");
    expect(check, "type.name", type);
    checkResource(required(check, "resource.type"), required(check, "resource.id"));
    checkSettings(type, check);
    check.addProperty("id", objects.next(Kind.CHECK));
    objects.add(Kind.CHECK, check);
    return Answer.json(check);
  }

  private void checkSettings(String type, JsonObject check) {
    switch (type) {
      case "Approval" -> {
        JsonObject settings = check.getAsJsonObject("settings");
        for (JsonElement approver : settings.getAsJsonArray("approvers")) {
          expect(approver.getAsJsonObject(), "id", project.teamId());
        }
        required(settings, "requesterCannotBeApprover");
      }
      case "Task Check" -> {
        expect(check, "settings.definitionRef.id", "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b");
        expect(check, "settings.definitionRef.name", "evaluatebranchProtection");
        required(check, "settings.inputs.allowedBranches");
      }
      default -> {
        // An exclusive lock has no settings.
      }
    }
  }

  private void checkResource(String kind, String id) {
    Kind found =
        switch (kind) {
          case "environment" -> Kind.ENVIRONMENT;
          case "endpoint" -> Kind.CONNECTION;
          case "variablegroup" -> Kind.VARIABLES;
          default -> throw DevOpsErrors.bad("An unknown type of resource: " + kind);
        };
    if (!objects.has(found, "id", id)) {
      throw DevOpsErrors.missing("The " + kind + " " + id);
    }
  }

  private Answer permissions(Call call, List<String> path) {
    checkVersion(call, "7.1-preview.1");
    project.check(path.get(0), path.get(1));
    checkResource(path.get(2), path.get(3));
    return Answer.json(permissionsOf(path.get(2), path.get(3)));
  }

  private Answer permit(Call call, List<String> path) {
    checkVersion(call, "7.1-preview.1");
    project.check(path.get(0), path.get(1));
    checkResource(path.get(2), path.get(3));
    JsonArray pipelines = call.json("InvalidRequest").getAsJsonArray("pipelines");
    for (JsonElement each : pipelines) {
      String id = required(each.getAsJsonObject(), "id");
      if (!objects.has(Kind.PIPELINE, "id", id)) {
        throw DevOpsErrors.missing("The pipeline " + id);
      }
    }
    permitted.put(path.get(2) + "/" + path.get(3), pipelines);
    return Answer.json(permissionsOf(path.get(2), path.get(3)));
  }

  private JsonObject permissionsOf(String kind, String id) {
    JsonObject resource = new JsonObject();
    resource.addProperty("type", kind);
    resource.addProperty("id", id);
    JsonObject answer = new JsonObject();
    answer.add("resource", resource);
    answer.add("pipelines", permitted.getOrDefault(kind + "/" + id, new JsonArray()));
    return answer;
  }

  /** The identity of the project's builds exists after the first run. */
  private Answer users(Call call, List<String> path) {
    checkVersion(call, "7.1-preview.1");
    project.checkOrganization(path.get(0));
    JsonArray users = new JsonArray();
    if (!objects.list(Kind.PIPELINE).isEmpty()) {
      JsonObject user = new JsonObject();
      user.addProperty("subjectKind", "user");
      user.addProperty(
          "displayName", project.name() + " Build Service (" + project.organization() + ")");
      user.addProperty("descriptor", "svc.build");
      users.add(user);
    }
    return ResourceLocations.collection(users);
  }

  private Answer identities(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.checkOrganization(path.get(0));
    JsonArray identities = new JsonArray();
    if ("svc.build".equals(call.query().get("subjectDescriptors"))) {
      JsonObject identity = new JsonObject();
      identity.addProperty("id", "bbbbbbbb-0000-4000-8000-0000000000b1");
      identity.addProperty("descriptor", DESCRIPTOR);
      identities.add(identity);
    }
    return ResourceLocations.collection(identities);
  }

  private Answer rights(Call call, List<String> path) {
    checkVersion(call, "5.0");
    checkNamespace(path);
    String token = call.query().getOrDefault("token", "");
    checkToken(token);
    int bits = allowed.getOrDefault(token, 0);
    JsonObject extended = new JsonObject();
    extended.addProperty("effectiveAllow", bits);
    extended.addProperty("effectiveDeny", 0);
    JsonObject entry = new JsonObject();
    entry.addProperty("descriptor", DESCRIPTOR);
    entry.addProperty("allow", bits);
    entry.addProperty("deny", 0);
    entry.add("extendedInfo", extended);
    JsonObject entries = new JsonObject();
    entries.add(DESCRIPTOR, entry);
    JsonObject list = new JsonObject();
    list.addProperty("inheritPermissions", true);
    list.addProperty("includeExtendedInfo", true);
    list.addProperty("token", token);
    list.add("acesDictionary", entries);
    JsonArray lists = new JsonArray();
    lists.add(list);
    return ResourceLocations.collection(lists);
  }

  private Answer allow(Call call, List<String> path) {
    checkVersion(call, "5.0");
    checkNamespace(path);
    JsonObject request = call.json("InvalidRequest");
    String token = required(request, "token");
    checkToken(token);
    expect(request, "merge", "true");
    JsonArray entries = request.getAsJsonArray("accessControlEntries");
    JsonObject entry = entries.get(0).getAsJsonObject();
    expect(entry, "descriptor", DESCRIPTOR);
    allowed.merge(token, entry.get("allow").getAsInt(), (before, more) -> before | more);
    return ResourceLocations.collection(entries);
  }

  private Answer namespace(Call call, List<String> path) {
    checkVersion(call, "5.0");
    checkNamespace(path);
    JsonObject action = new JsonObject();
    action.addProperty("bit", 16384);
    action.addProperty("name", "PullRequestContribute");
    action.addProperty("displayName", "Contribute to pull requests");
    JsonArray actions = new JsonArray();
    actions.add(action);
    JsonObject namespace = new JsonObject();
    namespace.addProperty("namespaceId", GIT);
    namespace.addProperty("name", "Git Repositories");
    namespace.add("actions", actions);
    JsonArray namespaces = new JsonArray();
    namespaces.add(namespace);
    return ResourceLocations.collection(namespaces);
  }

  private void checkNamespace(List<String> path) {
    project.checkOrganization(path.get(0));
    if (!path.get(1).equals(GIT)) {
      throw DevOpsErrors.missing("The security namespace " + path.get(1));
    }
  }

  private void checkToken(String token) {
    if (!token.equals("repoV2/" + project.id() + "/" + project.repositoryId())) {
      throw DevOpsErrors.missing("The object " + token);
    }
  }
}
