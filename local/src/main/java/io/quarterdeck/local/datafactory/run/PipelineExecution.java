package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.activity.ActivityFailure;
import io.quarterdeck.local.datafactory.expression.TemplateError;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Runs the activities of one pipeline run. Activities without a dependency between them run one
 * after another; on Azure, they run in parallel. A pipeline fails if an activity on which no other
 * one depends failed; for a skipped one, those count on which it depends (Microsoft Learn,
 * "Pipeline failure and error message"). Each attempt at an activity is an activity run with an id
 * of its own, as in the monitoring of Azure. Not thread-safe.
 */
final class PipelineExecution {
  private static final String PROPERTIES = "typeProperties";

  private final PipelineRun run;
  private final RunSteps steps;
  private final Map<String, JsonObject> results = new HashMap<>();

  PipelineExecution(PipelineRun run, RunSteps steps, Map<String, JsonObject> earlier) {
    this.run = run;
    this.steps = steps;
    results.putAll(earlier);
  }

  /**
   * Runs a pipeline.
   *
   * @param reused the activities whose results come from an earlier run
   * @return the failure of the pipeline; empty if it succeeded
   */
  Optional<String> run(JsonObject pipeline, Set<String> reused) throws InterruptedException {
    JsonObject root = new JsonObject();
    String factory = run.factory();
    root.addProperty("DataFactory", factory.substring(factory.lastIndexOf('/') + 1));
    root.addProperty("Pipeline", run.pipeline());
    root.addProperty("RunId", run.id());
    root.add("parameters", run.parameters());
    TemplateScope scope =
        new TemplateScope(
            Map.of("pipeline", root),
            name -> Optional.ofNullable(results.get(name)),
            steps.clock());
    return activities(objects(pipeline, "activities"), scope, reused)
        .map(
            failed ->
                "Operation on target %s failed: %s".formatted(failed.activity(), failed.message()));
  }

  private record FailedActivity(String activity, String message) {}

  private record Ended(FactoryRunStatus status, String message) {}

  /** Returns the first activity that makes the list fail. */
  private Optional<FailedActivity> activities(
      List<JsonObject> activities, TemplateScope scope, Set<String> reused)
      throws InterruptedException {
    Map<String, Ended> ended = new LinkedHashMap<>();
    Map<String, JsonObject> waiting = new LinkedHashMap<>();
    activities.forEach(each -> waiting.put(name(each), each));
    while (!waiting.isEmpty()) {
      JsonObject next =
          waiting.values().stream()
              .filter(each -> ended.keySet().containsAll(conditions(each).keySet()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("the dependencies have a cycle"));
      waiting.remove(name(next));
      ended.put(name(next), end(next, ended, scope, reused));
    }
    return failed(activities, ended);
  }

  private Ended end(
      JsonObject activity, Map<String, Ended> ended, TemplateScope scope, Set<String> reused)
      throws InterruptedException {
    if (reused.contains(name(activity))) {
      return new Ended(FactoryRunStatus.SUCCEEDED, "");
    }
    boolean runs =
        conditions(activity).entrySet().stream()
            .allMatch(
                each ->
                    each.getValue().contains(ended.get(each.getKey()).status().azureName())
                        || (each.getValue().contains("Completed")
                            && ended.get(each.getKey()).status() != FactoryRunStatus.SKIPPED));
    if (!runs) {
      run.skip(UUID.randomUUID().toString(), activity, steps.clock().instant());
      steps.save(run);
      return new Ended(FactoryRunStatus.SKIPPED, "");
    }
    Attempted last = attempts(activity, scope);
    JsonObject result = new JsonObject();
    result.add("output", last.output());
    result.addProperty("status", last.status().azureName());
    results.put(name(activity), result);
    return new Ended(last.status(), last.failure().map(PipelineRun.Failed::message).orElse(""));
  }

  /** The end of one attempt at an activity. */
  private record Attempted(JsonObject output, Optional<PipelineRun.Failed> failure) {
    FactoryRunStatus status() {
      return failure.isPresent() ? FactoryRunStatus.FAILED : FactoryRunStatus.SUCCEEDED;
    }
  }

  /** Tries an activity until it succeeds or has no retries left. Returns the last attempt. */
  private Attempted attempts(JsonObject activity, TemplateScope scope) throws InterruptedException {
    AttemptPolicy policy = AttemptPolicy.of(activity);
    Attempted attempted = attempt(0, activity, scope, policy);
    for (int retry = 1;
        retry <= policy.retries() && attempted.status() == FactoryRunStatus.FAILED;
        retry++) {
      steps.pause(policy.pause());
      attempted = attempt(retry, activity, scope, policy);
    }
    return attempted;
  }

  private Attempted attempt(
      int retry, JsonObject activity, TemplateScope scope, AttemptPolicy policy)
      throws InterruptedException {
    String id = UUID.randomUUID().toString();
    run.begin(id, activity, retry, steps.clock().instant());
    steps.save(run);
    Optional<PipelineRun.Failed> failure = Optional.empty();
    JsonObject output = new JsonObject();
    try {
      output = output(id, activity, scope, policy);
    } catch (TemplateError e) {
      failure = Optional.of(new PipelineRun.Failed("InvalidTemplate", e.getMessage()));
    } catch (ActivityFailure e) {
      failure = Optional.of(new PipelineRun.Failed(e.code(), e.getMessage()));
    }
    run.endActivity(id, output, failure, steps.clock().instant());
    steps.save(run);
    return new Attempted(output, failure);
  }

  private JsonObject output(
      String id, JsonObject activity, TemplateScope scope, AttemptPolicy policy)
      throws ActivityFailure, InterruptedException {
    JsonObject properties = activity.getAsJsonObject(PROPERTIES);
    return switch (activity.get("type").getAsString()) {
      case "IfCondition" -> condition(properties, scope);
      case "ForEach" -> each(properties, scope);
      case "ExecutePipeline" ->
          steps.execute(
              run,
              properties.getAsJsonObject("pipeline").get("referenceName").getAsString(),
              properties.has("parameters")
                  ? scope.resolve(properties.get("parameters")).getAsJsonObject()
                  : new JsonObject(),
              properties.has("waitOnCompletion")
                  && properties.get("waitOnCompletion").getAsBoolean());
      default -> steps.attempt(id, activity, scope, policy.timeout());
    };
  }

  private JsonObject condition(JsonObject properties, TemplateScope scope)
      throws ActivityFailure, InterruptedException {
    JsonElement value = scope.resolve(properties.get("expression"));
    if (!(value instanceof JsonPrimitive flag) || !flag.isBoolean()) {
      throw new ActivityFailure(
          "InvalidTemplate",
          "The expression of an If condition has the value " + value + "; expected a boolean.");
    }
    inner(
        activities(
            objects(properties, flag.getAsBoolean() ? "ifTrueActivities" : "ifFalseActivities"),
            scope,
            Set.of()));
    return new JsonObject();
  }

  private JsonObject each(JsonObject properties, TemplateScope scope)
      throws ActivityFailure, InterruptedException {
    JsonElement items = scope.resolve(properties.get("items"));
    if (!items.isJsonArray()) {
      throw new ActivityFailure(
          "InvalidTemplate", "The items of ForEach are " + items + "; expected an array.");
    }
    for (JsonElement item : items.getAsJsonArray()) {
      inner(activities(objects(properties, "activities"), scope.with("item", item), Set.of()));
    }
    JsonObject output = new JsonObject();
    output.addProperty("count", items.getAsJsonArray().size());
    return output;
  }

  private static void inner(Optional<FailedActivity> failed) throws ActivityFailure {
    if (failed.isPresent()) {
      throw new ActivityFailure(
          "ActionFailed",
          "Activity failed because an inner activity failed; Inner activity name: %s, Error: %s"
              .formatted(failed.get().activity(), failed.get().message()));
    }
  }

  private static Optional<FailedActivity> failed(
      List<JsonObject> activities, Map<String, Ended> ended) {
    List<String> parents = new ArrayList<>();
    activities.forEach(each -> parents.addAll(conditions(each).keySet()));
    Map<String, JsonObject> byName = new HashMap<>();
    activities.forEach(each -> byName.put(name(each), each));
    return activities.stream()
        .map(PipelineExecution::name)
        .filter(name -> !parents.contains(name))
        .flatMap(leaf -> failing(leaf, byName, ended).stream())
        .findFirst();
  }

  private static Optional<FailedActivity> failing(
      String name, Map<String, JsonObject> byName, Map<String, Ended> ended) {
    Ended end = ended.get(name);
    return switch (end.status()) {
      case FAILED -> Optional.of(new FailedActivity(name, end.message()));
      case SKIPPED ->
          conditions(byName.get(name)).keySet().stream()
              .flatMap(parent -> failing(parent, byName, ended).stream())
              .findFirst();
      case SUCCEEDED, QUEUED, IN_PROGRESS, CANCELLED -> Optional.empty();
    };
  }

  private static String name(JsonObject activity) {
    return activity.get("name").getAsString();
  }

  /** Returns the conditions by the activity on which they depend. */
  static Map<String, List<String>> conditions(JsonObject activity) {
    Map<String, List<String>> conditions = new LinkedHashMap<>();
    for (JsonObject each : objects(activity, "dependsOn")) {
      conditions.put(
          each.get("activity").getAsString(),
          each.getAsJsonArray("dependencyConditions").asList().stream()
              .map(JsonElement::getAsString)
              .toList());
    }
    return conditions;
  }

  static List<JsonObject> objects(JsonObject owner, String field) {
    return owner.has(field)
        ? owner.getAsJsonArray(field).asList().stream().map(JsonElement::getAsJsonObject).toList()
        : List.of();
  }
}
