package io.quarterdeck.local.databricks.runs;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.databricks.jobs.JobAcl;
import io.quarterdeck.local.databricks.jobs.JobStore;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Jobs API 2.2 for runs. */
final class RunRoutes {
  private static final String PATH = "/api/2.2/jobs/";

  private static final ShapeFields RUN_NOW =
      object()
          .needs("job_id", number(1, Long.MAX_VALUE))
          .may("idempotency_token", text(".{1,64}", "a text of at most 64 letters"))
          .may("job_parameters", map(text()))
          .may("queue", object().needs("enabled", flag()));

  private static final ShapeFields CANCEL = object().needs("run_id", number(1, Long.MAX_VALUE));

  private final JobStore jobs;
  private final Runs runs;
  private final RunEngine engine;
  private final Cluster cluster;
  private final RunView view;
  private final JobAcl acl;

  RunRoutes(JobStore jobs, JobAcl acl, Runs runs, RunEngine engine, Cluster cluster) {
    this.jobs = jobs;
    this.acl = acl;
    this.runs = runs;
    this.engine = engine;
    this.cluster = cluster;
    this.view = new RunView(cluster.workspace(), cluster.url());
  }

  void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "run-now", this::runNow)
        .at("GET", PATH + "runs/get", this::one)
        .at("GET", PATH + "runs/list", this::list)
        .at("GET", PATH + "runs/get-output", this::output)
        .at("POST", PATH + "runs/cancel", this::cancel)
        .at("GET", PATH + "runs/export", this::export);
  }

  private Answer runNow(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(RUN_NOW);
    Job job = jobs.existing(request.get("job_id").getAsLong());
    acl.requireRun(call.caller(), job);
    Map<String, String> parameters = new TreeMap<>();
    if (request.has("job_parameters")) {
      request
          .getAsJsonObject("job_parameters")
          .entrySet()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().getAsString()));
    }
    WorkspaceRun run =
        engine.submit(
            new NewRun(
                job,
                "ONE_TIME",
                cluster.now(),
                parameters,
                Optional.ofNullable(request.get("idempotency_token")).map(t -> t.getAsString()),
                Optional.ofNullable(request.getAsJsonObject("queue"))
                    .map(queue -> queue.get("enabled").getAsBoolean())));
    JsonObject answer = new JsonObject();
    answer.addProperty("run_id", run.id());
    answer.addProperty("number_in_job", run.id());
    return Answer.json(answer);
  }

  private Answer one(ApiCall call) {
    long id =
        call.query("run_id", "include_history", "include_resolved_values", "page_token")
            .id("run_id");
    Optional<WorkspaceRun> run = runs.find(id);
    if (run.isPresent()) {
      checkView(call, run.get());
      return Answer.json(view.whole(run.get()));
    }
    Attempt attempt = runs.attempt(id).orElseThrow(() -> Runs.missing(id));
    checkView(call, attempt.run());
    return Answer.json(view.attempt(attempt));
  }

  private Answer list(ApiCall call) {
    Query query =
        call.query(
            "job_id",
            "active_only",
            "completed_only",
            "expand_tasks",
            "limit",
            "page_token",
            "run_type",
            "start_time_from",
            "start_time_to");
    if (!query.text("run_type").orElse("JOB_RUN").equals("JOB_RUN")) {
      throw DatabricksErrors.invalid("Cannot list runs: found another run_type; expected JOB_RUN.");
    }
    boolean expand = query.flag("expand_tasks");
    Page<WorkspaceRun> page =
        Page.of(matching(call, query), query.number("limit", 1, 25, 20), query.text("page_token"));
    JsonArray array = new JsonArray();
    for (WorkspaceRun run : page.items()) {
      array.add(expand ? view.whole(run) : view.brief(run));
    }
    JsonObject answer = new JsonObject();
    if (!array.isEmpty()) {
      answer.add("runs", array);
    }
    answer.addProperty("has_more", page.next().isPresent());
    page.next().ifPresent(token -> answer.addProperty("next_page_token", token));
    page.previous().ifPresent(token -> answer.addProperty("prev_page_token", token));
    return Answer.json(answer);
  }

  /** The job of a run may have been deleted. Then only administrators see the run. */
  private void checkView(ApiCall call, WorkspaceRun run) {
    Optional<Job> job = jobs.find(run.jobId());
    if (job.isPresent()) {
      acl.requireView(call.caller(), job.get());
    } else {
      acl.rights().requireAdmin(call.caller());
    }
  }

  private boolean sees(ApiCall call, WorkspaceRun run) {
    return jobs.find(run.jobId())
        .map(job -> acl.sees(call.caller(), job))
        .orElseGet(() -> acl.rights().isAdmin(call.caller()));
  }

  private List<WorkspaceRun> matching(ApiCall call, Query query) {
    boolean active = query.flag("active_only");
    boolean completed = query.flag("completed_only");
    if (active && completed) {
      throw DatabricksErrors.invalid("Only one of 'active_only' and 'completed_only' may be true.");
    }
    Optional<Long> job = query.number("job_id");
    long from = query.number("start_time_from").orElse(0L);
    long to = query.number("start_time_to").orElse(Long.MAX_VALUE);
    return runs.all().stream()
        .filter(run -> sees(call, run))
        .filter(run -> job.isEmpty() || job.get() == run.jobId())
        .filter(run -> !active || run.active())
        .filter(run -> !completed || !run.active())
        .filter(run -> run.startTime() >= from && run.startTime() <= to)
        .toList();
  }

  private Answer output(ApiCall call) throws IOException {
    long id = call.query("run_id").id("run_id");
    if (runs.find(id).isPresent()) {
      throw DatabricksErrors.invalid(
          "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the"
              + " output of each individual task run instead.");
    }
    Attempt attempt = runs.attempt(id).orElseThrow(() -> Runs.missing(id));
    checkView(call, attempt.run());
    JsonObject metadata = view.attempt(attempt);
    JsonObject answer = new JsonObject();
    answer.add("metadata", metadata);
    if (attempt.ended()) {
      TaskLog log = TaskLog.read(runs.log(attempt));
      answer.addProperty("logs", log.text());
      answer.addProperty("logs_truncated", log.truncated());
      JsonObject state = metadata.getAsJsonObject("state");
      if (!state.get("result_state").getAsString().equals("SUCCESS")) {
        String message = state.get("state_message").getAsString();
        answer.addProperty("error", log.error().orElse(message));
        log.trace().ifPresent(trace -> answer.addProperty("error_trace", trace));
      }
    }
    return Answer.json(answer);
  }

  private Answer cancel(ApiCall call) throws IOException {
    call.query();
    WorkspaceRun run = runs.existing(call.json(CANCEL).get("run_id").getAsLong());
    jobs.find(run.jobId()).ifPresent(job -> acl.requireRun(call.caller(), job));
    engine.cancel(run);
    return Answer.done();
  }

  private Answer export(ApiCall call) {
    long id = call.query("run_id", "views_to_export").id("run_id");
    if (runs.find(id).isEmpty() && runs.attempt(id).isEmpty()) {
      throw Runs.missing(id);
    }
    throw DatabricksErrors.invalid(
        "Cannot export run " + id + ": only runs of notebooks can be exported; expected one.");
  }
}
