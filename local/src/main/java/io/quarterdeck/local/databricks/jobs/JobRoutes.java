package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.api.RequestShapes;
import io.quarterdeck.local.http.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The Jobs API 2.2, except for runs. */
public final class JobRoutes {
  private static final String PATH = "/api/2.2/jobs/";

  private final JobStore jobs;
  private final JobAcl acl;
  private final LongConsumer deleted;

  /**
   * Adds no routes yet.
   *
   * @param acl decides who may use a job
   * @param deleted receives the number of a deleted job
   */
  public JobRoutes(JobStore jobs, JobAcl acl, LongConsumer deleted) {
    this.jobs = jobs;
    this.acl = acl;
    this.deleted = deleted;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "create", this::create)
        .at("POST", PATH + "reset", this::reset)
        .at("POST", PATH + "update", this::update)
        .at("GET", PATH + "get", this::one)
        .at("GET", PATH + "list", this::list)
        .at("POST", PATH + "delete", this::delete);
    new JobPermissionRoutes(jobs, acl).add(routes);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(JobShape.CREATE);
    JsonObject settings = checked(request, call.caller().runAs());
    acl.rights().requireRunAs(call.caller(), Job.runAs(settings));
    Job job = jobs.create(settings, call.caller().userName());
    JsonObject answer = new JsonObject();
    answer.addProperty("job_id", job.id());
    return Answer.json(answer);
  }

  private Answer reset(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(JobShape.RESET);
    Job job = managed(call, id(request));
    change(call, job, checked(request.getAsJsonObject("new_settings"), runAs(job)));
    return Answer.done();
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(JobShape.UPDATE);
    Job job = managed(call, id(request));
    JsonObject change =
        request.has("new_settings") ? request.getAsJsonObject("new_settings") : new JsonObject();
    List<String> removed = new ArrayList<>();
    if (request.has("fields_to_remove")) {
      for (JsonElement name : request.getAsJsonArray("fields_to_remove")) {
        removed.add(name.getAsString());
      }
    }
    JsonObject merged = JobChange.merged(job.settings(), change, removed);
    change(call, job, checked(RequestShapes.check(JobShape.SETTINGS, merged), runAs(job)));
    return Answer.done();
  }

  private Job managed(ApiCall call, long id) {
    Job job = jobs.existing(id);
    acl.requireManage(call.caller(), job);
    return job;
  }

  /** A change of the identity needs the same right as a new job with it. */
  private void change(ApiCall call, Job job, JsonObject settings) throws IOException {
    if (!Job.runAs(settings).equals(job.runAs())) {
      acl.rights().requireRunAs(call.caller(), Job.runAs(settings));
    }
    jobs.change(job.id(), settings);
  }

  private Answer one(ApiCall call) {
    Job job = jobs.existing(call.query("job_id").id("job_id"));
    acl.requireView(call.caller(), job);
    return Answer.json(job.json());
  }

  private Answer list(ApiCall call) {
    Query query = call.query("limit", "page_token", "name", "expand_tasks", "offset");
    if (query.number("offset").orElse(0L) != 0) {
      throw DatabricksErrors.invalid(
          "The field 'offset' is not supported in API 2.2; use page_token.");
    }
    Optional<String> name = query.text("name");
    List<Job> matching =
        jobs.all().stream()
            .filter(job -> acl.sees(call.caller(), job))
            .filter(
                job ->
                    name.isEmpty()
                        || job.settings().get("name").getAsString().equalsIgnoreCase(name.get()))
            .toList();
    Page<Job> page = Page.of(matching, query.number("limit", 1, 100, 20), query.text("page_token"));
    JsonArray array = new JsonArray();
    for (Job job : page.items()) {
      array.add(shown(job, query.flag("expand_tasks")));
    }
    JsonObject answer = new JsonObject();
    if (!array.isEmpty()) {
      answer.add("jobs", array);
    }
    answer.addProperty("has_more", page.next().isPresent());
    page.next().ifPresent(token -> answer.addProperty("next_page_token", token));
    page.previous().ifPresent(token -> answer.addProperty("prev_page_token", token));
    return Answer.json(answer);
  }

  private static JsonObject shown(Job job, boolean expanded) {
    JsonObject json = job.json();
    if (!expanded) {
      json.getAsJsonObject("settings").remove("tasks");
      json.getAsJsonObject("settings").remove("job_clusters");
    }
    return json;
  }

  private Answer delete(ApiCall call) throws IOException {
    call.query();
    long id = id(call.json(JobShape.DELETE));
    jobs.delete(managed(call, id).id());
    deleted.accept(id);
    return Answer.done();
  }

  private static JsonObject checked(JsonObject settings, JsonObject runAs) {
    JobRules.check(settings);
    return JobDefaults.filled(settings, runAs);
  }

  private static JsonObject runAs(Job job) {
    return job.settings().getAsJsonObject("run_as").deepCopy();
  }

  private static long id(JsonObject request) {
    return request.get("job_id").getAsLong();
  }
}
