package io.quarterdeck.local.databricks.compute;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.wire.Answer;
import io.quarterdeck.local.databricks.wire.Call;
import io.quarterdeck.local.databricks.wire.Routes;

/** What clusters may be made of. There are no cluster policies here. */
public final class ComputeRoutes {
  /** Adds its routes. */
  public void add(Routes routes) {
    routes
        .at("GET", "/api/2.1/clusters/list-node-types", this::nodeTypes)
        .at("GET", "/api/2.1/clusters/spark-versions", this::runtimes);
  }

  private Answer nodeTypes(Call call) {
    call.query();
    JsonArray types = new JsonArray();
    NodeType.all().forEach(type -> types.add(type.json()));
    return list("node_types", types);
  }

  private Answer runtimes(Call call) {
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
