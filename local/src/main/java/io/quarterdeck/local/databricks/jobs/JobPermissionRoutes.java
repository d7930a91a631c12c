package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.identity.AccessEntries;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The permissions API for jobs: reads the permissions, and adds some. The owner of a job cannot be
 * changed here.
 *
 * @param jobs the jobs with their permissions
 * @param acl decides who may read and change them
 */
public record JobPermissionRoutes(JobStore jobs, JobAcl acl) {
  private static final String PATH = "/api/2.0/permissions/jobs/";

  private static final ShapeFields UPDATE =
      AccessEntries.shape("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE");

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes.under("GET", PATH, this::get).under("PATCH", PATH, this::update);
  }

  private Answer get(ApiCall call) {
    call.query();
    return answer(managed(call));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    Job job = managed(call);
    Map<String, JobLevel> added = new LinkedHashMap<>();
    new AccessEntries(acl.rights())
        .requested(request)
        .forEach((name, level) -> added.put(name, JobLevel.valueOf(level)));
    jobs.permit(job.id(), added);
    return answer(job);
  }

  private Job managed(ApiCall call) {
    String id = call.rest();
    if (!id.matches("[0-9]{1,18}")) {
      throw DatabricksErrors.invalid("'" + id + "' is not a valid job ID.");
    }
    Job job = jobs.existing(Long.parseLong(id));
    acl.requireManage(call.caller(), job);
    return job;
  }

  private Answer answer(Job job) {
    Map<String, String> levels = new LinkedHashMap<>();
    levels.put(job.creator(), "IS_OWNER");
    jobs.permissions(job.id()).forEach((name, level) -> levels.put(name, level.name()));
    return Answer.json(new AccessEntries(acl.rights()).answer("/jobs/" + job.id(), "job", levels));
  }
}
