package io.quarterdeck.local.devops;

import static io.quarterdeck.local.devops.DevOpsEmulator.checkVersion;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.devops.DevOpsObjects.Kind;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;
import java.util.UUID;

/** The project, its team and repository, the pools, and the service connections. */
record ProjectRoutes(DevOpsProject project, DevOpsObjects objects) {
  private static final String ENDPOINTS = "/{org}/{project}/_apis/serviceendpoint/endpoints";

  List<Route> routes() {
    return List.of(
        new Route("OPTIONS", "/{org}/_apis", (call, path) -> ResourceLocations.paths()),
        new Route("GET", "/{org}/_apis/ResourceAreas", this::areas),
        new Route("GET", "/{org}/_apis/projects/{project}", this::project),
        new Route("GET", "/{org}/_apis/projects/{project}/teams/{team}", this::team),
        new Route("GET", "/{org}/_apis/distributedtask/pools", this::pools),
        new Route("GET", "/{org}/{project}/_apis/distributedtask/queues", this::queues),
        new Route("GET", "/{org}/{project}/_apis/git/repositories/{id}", this::repository),
        new Route("GET", ENDPOINTS, this::connections),
        new Route("POST", ENDPOINTS, this::connect));
  }

  private Answer areas(Call call, List<String> path) {
    checkVersion(call, "5.0-preview.1");
    project.checkOrganization(path.get(0));
    return ResourceLocations.areas(project.organization());
  }

  private Answer project(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.check(path.get(0), path.get(1));
    return Answer.json(named(project.id(), project.name()));
  }

  private Answer team(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.check(path.get(0), path.get(1));
    if (!path.get(2).equals(project.team())) {
      throw DevOpsErrors.missing("The team " + path.get(2));
    }
    return Answer.json(named(project.teamId(), project.team()));
  }

  private Answer pools(Call call, List<String> path) {
    checkVersion(call, "5.1");
    project.checkOrganization(path.get(0));
    JsonArray pools = new JsonArray();
    for (String pool : project.pools()) {
      if (pool.equals(call.query().getOrDefault("poolName", pool))) {
        JsonObject each = new JsonObject();
        each.addProperty("id", project.pools().indexOf(pool) + 1);
        each.addProperty("name", pool);
        each.addProperty("isHosted", false);
        pools.add(each);
      }
    }
    return ResourceLocations.collection(pools);
  }

  /** The extension chooses the queue that a new pipeline shows. The YAML names its own pools. */
  private Answer queues(Call call, List<String> path) {
    checkVersion(call, "5.1-preview.1");
    project.check(path.get(0), path.get(1));
    JsonObject pool = new JsonObject();
    pool.addProperty("id", 9);
    pool.addProperty("name", "Azure Pipelines");
    pool.addProperty("isHosted", true);
    JsonObject queue = new JsonObject();
    queue.addProperty("id", PipelineRoutes.QUEUE);
    queue.addProperty("name", "Azure Pipelines");
    queue.add("pool", pool);
    JsonArray queues = new JsonArray();
    queues.add(queue);
    return ResourceLocations.collection(queues);
  }

  private Answer repository(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.check(path.get(0), path.get(1));
    if (!path.get(2).equals(DevOpsProject.REPOSITORY)) {
      throw ApiError.of(
          404,
          "GitRepositoryNotFound",
          "TF401019: The Git repository with name or identifier %s does not exist or you do not have permissions for the operation you are attempting."
              .formatted(path.get(2)));
    }
    return Answer.json(named(project.repositoryId(), DevOpsProject.REPOSITORY));
  }

  private Answer connections(Call call, List<String> path) {
    checkVersion(call, "5.0-preview.2");
    project.check(path.get(0), path.get(1));
    return ResourceLocations.collection(objects.matching(Kind.CONNECTION, each -> true));
  }

  /** Azure DevOps chooses issuer and subject of a connection with workload identity federation. */
  private Answer connect(Call call, List<String> path) {
    checkVersion(call, "5.0-preview.2");
    project.check(path.get(0), path.get(1));
    JsonObject connection = call.json("InvalidRequest");
    String name = required(connection, "name");
    expect(connection, "type", "AzureRM");
    expect(connection, "url", "https://management.azure.com/");
    expect(connection, "authorization.scheme", "WorkloadIdentityFederation");
    expect(connection, "authorization.parameters.tenantid", LocalTenant.ID);
    required(connection, "authorization.parameters.serviceprincipalid");
    required(connection, "data.subscriptionId");
    required(connection, "data.subscriptionName");
    expect(connection, "data.environment", "AzureCloud");
    expect(connection, "data.scopeLevel", "Subscription");
    expect(connection, "data.creationMode", "Manual");
    checkReferences(connection, name);
    if (objects.has(Kind.CONNECTION, "name", name)) {
      throw DevOpsErrors.exists("The service connection " + name);
    }
    JsonObject parameters =
        connection.getAsJsonObject("authorization").getAsJsonObject("parameters");
    parameters.addProperty("workloadIdentityFederationIssuer", LocalTenant.PIPELINES_ISSUER);
    parameters.addProperty(
        "workloadIdentityFederationSubject",
        "sc://%s/%s/%s".formatted(project.organization(), project.name(), name));
    connection.addProperty("id", UUID.randomUUID().toString());
    connection.addProperty("isReady", true);
    objects.add(Kind.CONNECTION, connection);
    return Answer.json(connection);
  }

  /** The extension does not send this field, because its version of the API does not have it. */
  private void checkReferences(JsonObject connection, String name) {
    JsonArray references = connection.getAsJsonArray("serviceEndpointProjectReferences");
    if (references == null) {
      return;
    }
    for (JsonElement each : references) {
      expect(each.getAsJsonObject(), "name", name);
      expect(each.getAsJsonObject(), "projectReference.id", project.id());
      expect(each.getAsJsonObject(), "projectReference.name", project.name());
    }
  }

  static String required(JsonObject object, String path) {
    String found = DevOpsObjects.text(object, path);
    if (found.isEmpty()) {
      throw DevOpsErrors.bad("The request has no value for " + path + ".");
    }
    return found;
  }

  static void expect(JsonObject object, String path, String expected) {
    String found = DevOpsObjects.text(object, path);
    if (!found.equals(expected)) {
      throw DevOpsErrors.bad("Expected %s '%s'; found '%s'.".formatted(path, expected, found));
    }
  }

  private static JsonObject named(String id, String name) {
    JsonObject object = new JsonObject();
    object.addProperty("id", id);
    object.addProperty("name", name);
    return object;
  }
}
