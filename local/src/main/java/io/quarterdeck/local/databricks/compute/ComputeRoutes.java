package io.quarterdeck.local.databricks.compute;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.http.Answer;

/** The routes that list node types and runtimes. Cluster policies are not supported. */
public final class ComputeRoutes {
  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .at("GET", "/api/2.1/clusters/list-node-types", this::nodeTypes)
        .at("GET", "/api/2.1/clusters/spark-versions", this::runtimes);
  }

  private Answer nodeTypes(ApiCall call) {
    call.query();
    JsonArray types = new JsonArray();
    EmulatedNodeType.all().forEach(type -> types.add(type.json()));
    return list("node_types", types);
  }

  private Answer runtimes(ApiCall call) {
    call.query();
    JsonArray versions = new JsonArray();
    for (SparkRuntime runtime : SparkRuntime.all()) {
      JsonObject version = new JsonObject();
      version.addProperty("key", runtime.key());
      version.addProperty("name", runtime.name());
      versions.add(version);
    }
    return list("versions", versions);
  }

  private static Answer list(String field, JsonArray items) {
    JsonObject answer = new JsonObject();
    answer.add(field, items);
    return Answer.json(answer);
  }
}
