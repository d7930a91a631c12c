package io.quarterdeck.local.databricks.jobs;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
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

  /** The fields that name a principal, with the names that the messages of Databricks contain. */
  private static final Map<String, String> PRINCIPALS =
      Map.of(
          "user_name", "UserName",
          "group_name", "GroupName",
          "service_principal_name", "ServicePrincipalName");

  private static final ShapeFields UPDATE =
      object()
          .needs(
              "access_control_list",
              list(
                  object()
                      .may("user_name", text())
                      .may("group_name", text())
                      .may("service_principal_name", text())
                      .needs("permission_level", word("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE")),
                  100));

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
    for (JsonElement element : request.getAsJsonArray("access_control_list")) {
      JsonObject entry = element.getAsJsonObject();
      added.put(principal(entry), JobLevel.valueOf(entry.get("permission_level").getAsString()));
    }
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

  /** The message is the one that public Terraform configurations quote. */
  private String principal(JsonObject entry) {
    for (Map.Entry<String, String> field : PRINCIPALS.entrySet()) {
      if (entry.has(field.getKey())) {
        String name = entry.get(field.getKey()).getAsString();
        if (!acl.rights().exists(name) || !kind(name).equals(field.getKey())) {
          throw DatabricksErrors.missing(
              "Principal: %s(%s) does not exist".formatted(field.getValue(), name));
        }
        return name;
      }
    }
    throw DatabricksErrors.invalid("Cannot read the permission: found no principal; expected one.");
  }

  private Answer answer(Job job) {
    JsonArray list = new JsonArray();
    list.add(entry(job.creator(), "IS_OWNER"));
    jobs.permissions(job.id()).forEach((name, level) -> list.add(entry(name, level.name())));
    JsonObject admins = entry("admins", "CAN_MANAGE");
    admins
        .getAsJsonArray("all_permissions")
        .get(0)
        .getAsJsonObject()
        .addProperty("inherited", true);
    list.add(admins);
    JsonObject answer = new JsonObject();
    answer.addProperty("object_id", "/jobs/" + job.id());
    answer.addProperty("object_type", "job");
    answer.add("access_control_list", list);
    return Answer.json(answer);
  }

  private JsonObject entry(String name, String level) {
    JsonObject permission = new JsonObject();
    permission.addProperty("permission_level", level);
    permission.addProperty("inherited", false);
    JsonArray permissions = new JsonArray();
    permissions.add(permission);
    JsonObject entry = new JsonObject();
    entry.addProperty(kind(name), name);
    entry.add("all_permissions", permissions);
    return entry;
  }

  private String kind(String name) {
    return switch (acl.rights().kind(name)) {
      case USER -> "user_name";
      case SERVICE_PRINCIPAL -> "service_principal_name";
      case GROUP -> "group_name";
    };
  }
}
