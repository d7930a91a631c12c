package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.identity.PermissionRoutes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions API for pipelines.
 *
 * @param store the pipelines with their permissions
 * @param acl decides who may read and change them
 */
record PipelinePermissionRoutes(PipelineStore store, PipelineAcl acl) {
  void add(ApiRoutes routes) {
    new PermissionRoutes(
            "pipelines",
            "pipelines",
            List.of("CAN_VIEW", "CAN_RUN", "CAN_MANAGE"),
            acl.rights(),
            this::managed)
        .add(routes);
  }

  private PermissionRoutes.Permitted managed(ApiCall call) {
    Pipeline pipeline = store.existing(call.rest());
    acl.require(call.caller(), pipeline, PipelineLevel.CAN_MANAGE);
    return new PermissionRoutes.Permitted() {
      @Override
      public String id() {
        return pipeline.id();
      }

      @Override
      public Optional<String> owner() {
        return Optional.of(pipeline.creator());
      }

      @Override
      public Map<String, String> permissions() {
        Map<String, String> levels = new LinkedHashMap<>();
        store.permissions(pipeline.id()).forEach((name, level) -> levels.put(name, level.name()));
        return levels;
      }

      @Override
      public void permit(Map<String, String> added) throws IOException {
        Map<String, PipelineLevel> levels = new LinkedHashMap<>();
        added.forEach((name, level) -> levels.put(name, PipelineLevel.valueOf(level)));
        store.permit(pipeline.id(), levels);
      }
    };
  }
}
