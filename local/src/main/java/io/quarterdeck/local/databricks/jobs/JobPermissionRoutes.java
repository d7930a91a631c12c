package io.quarterdeck.local.databricks.jobs;

import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.identity.PermissionRoutes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions API for jobs.
 *
 * @param jobs the jobs with their permissions
 * @param acl decides who may read and change them
 */
public record JobPermissionRoutes(JobStore jobs, JobAcl acl) {
  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    new PermissionRoutes(
            "jobs",
            "job",
            List.of("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE"),
            acl.rights(),
            this::managed)
        .add(routes);
  }

  private PermissionRoutes.Permitted managed(ApiCall call) {
    String id = call.rest();
    if (!id.matches("[0-9]{1,18}")) {
      throw DatabricksErrors.invalid("'" + id + "' is not a valid job ID.");
    }
    Job job = jobs.existing(Long.parseLong(id));
    acl.requireManage(call.caller(), job);
    return new PermissionRoutes.Permitted() {
      @Override
      public String id() {
        return Long.toString(job.id());
      }

      @Override
      public Optional<String> owner() {
        return Optional.of(job.creator());
      }

      @Override
      public Map<String, String> permissions() {
        Map<String, String> levels = new LinkedHashMap<>();
        jobs.permissions(job.id()).forEach((name, level) -> levels.put(name, level.name()));
        return levels;
      }

      @Override
      public void permit(Map<String, String> added) throws IOException {
        Map<String, JobLevel> levels = new LinkedHashMap<>();
        added.forEach((name, level) -> levels.put(name, JobLevel.valueOf(level)));
        jobs.permit(job.id(), levels);
      }
    };
  }
}
