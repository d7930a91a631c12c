package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.identity.AccessEntries;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The permissions API for pipelines: reads the permissions, and adds some.
 *
 * @param store the pipelines with their permissions
 * @param acl decides who may read and change them
 */
record PipelinePermissionRoutes(PipelineStore store, PipelineAcl acl) {
  private static final String PATH = "/api/2.0/permissions/pipelines/";
  private static final ShapeFields UPDATE =
      AccessEntries.shape("CAN_VIEW", "CAN_RUN", "CAN_MANAGE");

  void add(ApiRoutes routes) {
    routes.under("GET", PATH, this::get).under("PATCH", PATH, this::update);
  }

  private Answer get(ApiCall call) {
    call.query();
    return answer(managed(call));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    Pipeline pipeline = managed(call);
    Map<String, PipelineLevel> added = new LinkedHashMap<>();
    new AccessEntries(acl.rights())
        .requested(request)
        .forEach((name, level) -> added.put(name, PipelineLevel.valueOf(level)));
    store.permit(pipeline.id(), added);
    return answer(pipeline);
  }

  private Pipeline managed(ApiCall call) {
    Pipeline pipeline = store.existing(call.rest());
    acl.require(call.caller(), pipeline, PipelineLevel.CAN_MANAGE);
    return pipeline;
  }

  private Answer answer(Pipeline pipeline) {
    Map<String, String> levels = new LinkedHashMap<>();
    levels.put(pipeline.creator(), "IS_OWNER");
    store.permissions(pipeline.id()).forEach((name, level) -> levels.put(name, level.name()));
    return Answer.json(
        new AccessEntries(acl.rights()).answer("/pipelines/" + pipeline.id(), "pipelines", levels));
  }
}
