package io.quarterdeck.local.devops;

import static io.quarterdeck.local.devops.DevOpsEmulator.checkVersion;
import static io.quarterdeck.local.devops.ProjectRoutes.expect;
import static io.quarterdeck.local.devops.ProjectRoutes.required;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.devops.DevOpsObjects.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;

/** The variable group, the pipeline, the build policy and the environments. */
record PipelineRoutes(DevOpsProject project, DevOpsObjects objects) {
  /** The id of the only queue of the project. */
  static final int QUEUE = 18;

  private static final String GROUPS = "/{org}/{project}/_apis/distributedtask/variablegroups";
  private static final String DEFINITIONS = "/{org}/{project}/_apis/build/definitions";
  private static final String POLICIES = "/{org}/{project}/_apis/policy/configurations";
  private static final String ENVIRONMENTS = "/{org}/{project}/_apis/distributedtask/environments";
  private static final String BUILD_POLICY = "0609b952-1397-4640-95ec-e00a01b2c241";

  List<Route> routes() {
    return List.of(
        new Route("GET", GROUPS, this::groups),
        new Route("POST", GROUPS, this::addGroup),
        new Route("GET", DEFINITIONS, this::definitions),
        new Route("POST", DEFINITIONS, this::define),
        new Route("GET", POLICIES, this::policies),
        new Route("POST", POLICIES, this::addPolicy),
        new Route("GET", ENVIRONMENTS, this::environments),
        new Route("POST", ENVIRONMENTS, this::addEnvironment));
  }

  private Answer groups(Call call, List<String> path) {
    checkVersion(call, "5.0-preview.1");
    project.check(path.get(0), path.get(1));
    return named(call, Kind.VARIABLES, "groupName");
  }

  private Answer addGroup(Call call, List<String> path) {
    checkVersion(call, "5.0-preview.1");
    project.check(path.get(0), path.get(1));
    JsonObject group = call.json("InvalidRequest");
    expect(group, "type", "Vsts");
    required(group, "variables.PULUMI_BACKEND_URL.value");
    return added(Kind.VARIABLES, group, "The variable group ");
  }

  private Answer definitions(Call call, List<String> path) {
    checkVersion(call, "5.0", "5.1");
    project.check(path.get(0), path.get(1));
    return named(call, Kind.PIPELINE, "name");
  }

  private Answer define(Call call, List<String> path) {
    checkVersion(call, "5.1");
    project.check(path.get(0), path.get(1));
    JsonObject definition = call.json("InvalidRequest");
    expect(definition, "repository.type", "tfsgit");
    expect(definition, "repository.id", project.repositoryId());
    expect(definition, "repository.defaultBranch", "main");
    expect(definition, "process.type", "2");
    expect(definition, "process.yamlFilename", "azure-pipelines.yml");
    expect(definition, "queue.id", String.valueOf(QUEUE));
    return added(Kind.PIPELINE, definition, "The pipeline ");
  }

  private Answer policies(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.check(path.get(0), path.get(1));
    String scope = project.repositoryId().replace("-", "") + ":refs/heads/main";
    String found = call.query().getOrDefault("scope", "");
    if (!found.equals(scope)) {
      throw DevOpsErrors.bad("Expected the scope '%s'; found '%s'.".formatted(scope, found));
    }
    return ResourceLocations.collection(objects.matching(Kind.POLICY, each -> true));
  }

  private Answer addPolicy(Call call, List<String> path) {
    checkVersion(call, "5.0");
    project.check(path.get(0), path.get(1));
    JsonObject policy = call.json("InvalidRequest");
    expect(policy, "type.id", BUILD_POLICY);
    expect(policy, "isBlocking", "true");
    expect(policy, "isEnabled", "true");
    String pipeline = required(policy, "settings.buildDefinitionId");
    if (!objects.has(Kind.PIPELINE, "id", pipeline)) {
      throw DevOpsErrors.missing("The pipeline " + pipeline);
    }
    JsonObject scope =
        policy.getAsJsonObject("settings").getAsJsonArray("scope").get(0).getAsJsonObject();
    expect(scope, "repositoryId", project.repositoryId());
    expect(scope, "refName", "refs/heads/main");
    policy.addProperty("id", objects.next(Kind.POLICY));
    objects.add(Kind.POLICY, policy);
    return Answer.json(policy);
  }

  private Answer environments(Call call, List<String> path) {
    checkVersion(call, "7.1");
    project.check(path.get(0), path.get(1));
    return named(call, Kind.ENVIRONMENT, "name");
  }

  private Answer addEnvironment(Call call, List<String> path) {
    checkVersion(call, "7.1");
    project.check(path.get(0), path.get(1));
    return added(Kind.ENVIRONMENT, call.json("InvalidRequest"), "The environment ");
  }

  private Answer named(Call call, Kind kind, String parameter) {
    String name = call.query().getOrDefault(parameter, "");
    JsonArray found =
        objects.matching(
            kind, each -> name.isEmpty() || DevOpsObjects.text(each, "name").equals(name));
    return ResourceLocations.collection(found);
  }

  private Answer added(Kind kind, JsonObject object, String what) {
    String name = required(object, "name");
    if (objects.has(kind, "name", name)) {
      throw DevOpsErrors.exists(what + name);
    }
    object.addProperty("id", objects.next(kind));
    objects.add(kind, object);
    return Answer.json(object);
  }
}
