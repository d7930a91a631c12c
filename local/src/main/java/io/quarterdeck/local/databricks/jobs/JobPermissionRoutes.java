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
import io.quarterdeck.local.databricks.identity.WorkspaceRights;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The permissions of jobs (REST reference of Databricks, "Jobs: Get job permissions" and "Update
 * job permissions"). A change of the owner is refused, because Quarterdeck does not make one.
 *
 * @param jobs the jobs
 * @param acl decides who may read and change permissions
 */
record JobPermissionRoutes(JobStore jobs, JobAcl acl) {
  private static final String PATH = "/api/2.0/permissions/jobs/";
  private static final String LEVEL = "permission_level";
  private static final String LIST = "access_control_list";
  private static final List<String> PRINCIPALS =
      List.of("user_name", "group_name", "service_principal_name");

  private static final ShapeFields UPDATE =
      object()
          .needs(
              LIST,
              list(
                  object()
                      .may("user_name", text())
                      .may("group_name", text())
                      .may("service_principal_name", text())
                      .needs(LEVEL, word("CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE")),
                  100));

  void add(ApiRoutes routes) {
    routes.under("GET", PATH, this::get).under("PATCH", PATH, this::update);
  }

  private Answer get(ApiCall call) {
    call.query();
    Job job = jobs.existing(id(call));
    acl.requireView(call.caller(), job);
    return answer(job);
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    Job job = jobs.existing(id(call));
    acl.requireManage(call.caller(), job);
    Map<String, JobPermission> granted = new TreeMap<>();
    for (JsonElement each : request.getAsJsonArray(LIST)) {
      JsonObject entry = each.getAsJsonObject();
      granted.put(principal(entry), JobPermission.valueOf(entry.get(LEVEL).getAsString()));
    }
    jobs.grant(job.id(), granted);
    return answer(jobs.existing(job.id()));
  }

  private String principal(JsonObject entry) {
    List<String> named = PRINCIPALS.stream().filter(entry::has).toList();
    if (named.size() != 1) {
      throw DatabricksErrors.invalid(
          "Cannot accept %s: found %s; expected exactly one of %s."
              .formatted(LIST, named, PRINCIPALS));
    }
    String name = entry.get(named.get(0)).getAsString();
    if (!acl.rights().exists(name)) {
      throw ApiError.of(
          404, "RESOURCE_DOES_NOT_EXIST", "Principal: %s does not exist".formatted(name));
    }
    return name;
  }

  private static long id(ApiCall call) {
    try {
      return Long.parseLong(call.rest());
    } catch (NumberFormatException e) {
      throw DatabricksErrors.invalid("'" + call.rest() + "' is not a valid job id.");
    }
  }

  private Answer answer(Job job) {
    JsonArray entries = new JsonArray();
    entries.add(entry(job.creator(), "IS_OWNER", new JsonArray()));
    job.granted()
        .forEach(
            (name, permission) -> entries.add(entry(name, permission.name(), new JsonArray())));
    JsonArray root = new JsonArray();
    root.add("/jobs/");
    entries.add(entry(WorkspaceRights.ADMINS, JobPermission.CAN_MANAGE.name(), root));
    JsonObject answer = new JsonObject();
    answer.addProperty("object_id", "/jobs/" + job.id());
    answer.addProperty("object_type", "job");
    answer.add(LIST, entries);
    return Answer.json(answer);
  }

  private JsonObject entry(String name, String level, JsonArray from) {
    JsonObject permission = new JsonObject();
    permission.addProperty(LEVEL, level);
    permission.addProperty("inherited", !from.isEmpty());
    if (!from.isEmpty()) {
      permission.add("inherited_from_object", from);
    }
    JsonArray permissions = new JsonArray();
    permissions.add(permission);
    JsonObject entry = new JsonObject();
    entry.addProperty(acl.rights().listField(name), name);
    entry.add("all_permissions", permissions);
    return entry;
  }
}
