package io.quarterdeck.local.datafactory;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the names and the dependencies of the activities of a pipeline. */
final class ActivityOrder {
  private static final List<String> NESTED =
      List.of("activities", "ifTrueActivities", "ifFalseActivities");

  private final Set<String> names = new HashSet<>();

  private ActivityOrder() {}

  /**
   * Checks a pipeline.
   *
   * @throws ApiError if two activities have one name, or a dependency is missing or part of a cycle
   */
  static void check(JsonObject pipeline) {
    new ActivityOrder().list(pipeline);
  }

  private void list(JsonObject owner) {
    for (String field : NESTED) {
      if (owner.has(field)) {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        for (JsonElement each : owner.getAsJsonArray(field)) {
          JsonObject activity = each.getAsJsonObject();
          String name = activity.get("name").getAsString();
          if (!names.add(name)) {
            throw refusal("Activity name '%s' is not unique in the pipeline.".formatted(name));
          }
          parents.put(name, parents(activity));
          list(activity.getAsJsonObject("typeProperties"));
        }
        order(parents);
      }
    }
  }

  private static Set<String> parents(JsonObject activity) {
    Set<String> parents = new HashSet<>();
    if (activity.has("dependsOn")) {
      activity
          .getAsJsonArray("dependsOn")
          .forEach(each -> parents.add(each.getAsJsonObject().get("activity").getAsString()));
    }
    return parents;
  }

  private static void order(Map<String, Set<String>> parents) {
    parents.forEach(
        (name, needed) ->
            needed.stream()
                .filter(each -> !parents.containsKey(each))
                .findFirst()
                .ifPresent(
                    missing -> {
                      throw refusal(
                          "The activity '%s' depends on '%s', which does not exist beside it."
                              .formatted(name, missing));
                    }));
    List<String> done = new ArrayList<>();
    while (done.size() < parents.size()) {
      String next =
          parents.keySet().stream()
              .filter(name -> !done.contains(name) && done.containsAll(parents.get(name)))
              .findFirst()
              .orElseThrow(() -> refusal("The dependencies of the activities have a cycle."));
      done.add(next);
    }
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}
