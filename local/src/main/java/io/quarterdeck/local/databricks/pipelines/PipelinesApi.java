package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Pipelines API 2.0. {@link PipelineAcl} decides who may use a pipeline. Source: Databricks,
 * "Pipelines" in the REST API reference.
 */
final class PipelinesApi {
  private static final String PATH = "/api/2.0/pipelines";
  private static final int PAGE = 25;
  private static final int LARGEST_PAGE = 1000;
  private static final Pattern LEVEL_FILTER = Pattern.compile("level='(INFO|WARN|ERROR)'");
  private static final Pattern NAME_FILTER = Pattern.compile("name LIKE '([^']*)'");

  private final PipelineStore store;
  private final PipelineEngine engine;
  private final PipelineAcl acl;

  PipelinesApi(PipelineStore store, PipelineEngine engine, PipelineAcl acl) {
    this.store = store;
    this.engine = engine;
    this.acl = acl;
  }

  /** Adds the routes. */
  void add(ApiRoutes routes) {
    routes
        .at("POST", PATH, this::create)
        .at("GET", PATH, this::list)
        .under("GET", PATH, this::get)
        .under("PUT", PATH, this::edit)
        .under("DELETE", PATH, this::delete)
        .under("POST", PATH, this::post);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(PipelineShape.CREATE);
    Duplicates duplicates = duplicates(request);
    String creator = call.caller().userName();
    String runAs = runAs(call.caller(), request).orElse(creator);
    Pipeline pipeline = store.create(creator, runAs, checked(request), duplicates);
    JsonObject answer = new JsonObject();
    answer.addProperty("pipeline_id", pipeline.id());
    return Answer.json(answer);
  }

  private static Duplicates duplicates(JsonObject request) {
    boolean allowed =
        request.has("allow_duplicate_names") && request.get("allow_duplicate_names").getAsBoolean();
    request.remove("allow_duplicate_names");
    return allowed ? Duplicates.ALLOWED : Duplicates.REFUSED;
  }

  /** Removes the identity from the request, and returns its user name. */
  private Optional<String> runAs(WorkspaceUser caller, JsonObject request) {
    if (!request.has("run_as")) {
      return Optional.empty();
    }
    Map<String, JsonElement> names = request.remove("run_as").getAsJsonObject().asMap();
    if (names.size() != 1) {
      throw DatabricksErrors.invalid(
          "Cannot accept run_as: found %d names; expected service_principal_name or user_name."
              .formatted(names.size()));
    }
    String name = names.values().iterator().next().getAsString();
    acl.rights().requireRunAs(caller, name);
    return Optional.of(name);
  }

  private static JsonObject checked(JsonObject spec) {
    if (spec.has("continuous") && spec.get("continuous").getAsBoolean()) {
      throw DatabricksErrors.invalid(
          "Cannot accept continuous: found true; expected false, because the local stack runs triggered pipelines only.");
    }
    return spec;
  }

  private Answer list(ApiCall call) {
    Query query = call.query("filter", "max_results", "page_token", "order_by");
    Optional<String> name =
        query.text("filter").map(filter -> matched(filter, NAME_FILTER, "name LIKE 'PATTERN'"));
    List<Pipeline> matching =
        store.all().stream()
            .filter(pipeline -> acl.allows(call.caller(), pipeline, PipelineLevel.CAN_VIEW))
            .filter(pipeline -> name.isEmpty() || like(pipeline.name(), name.get()))
            .toList();
    Page<Pipeline> page = page(matching, query, 100);
    JsonArray statuses = new JsonArray();
    page.items().forEach(pipeline -> statuses.add(status(pipeline)));
    return answer("statuses", statuses, page);
  }

  private static String matched(String filter, Pattern pattern, String expected) {
    Matcher matcher = pattern.matcher(filter);
    if (!matcher.matches()) {
      throw DatabricksErrors.invalid(
          "Cannot read the filter '%s'; expected %s.".formatted(filter, expected));
    }
    return matcher.group(1);
  }

  private static boolean like(String name, String pattern) {
    StringBuilder expression = new StringBuilder();
    for (String part : pattern.split("(?<=%)|(?=%)", -1)) {
      expression.append(part.equals("%") ? ".*" : Pattern.quote(part));
    }
    return name.matches(expression.toString());
  }

  private static <T> Page<T> page(List<T> all, Query query, int largest) {
    return Page.of(all, query.number("max_results", 1, largest, PAGE), query.text("page_token"));
  }

  private static Answer answer(String field, JsonArray array, Page<?> page) {
    JsonObject answer = new JsonObject();
    if (!array.isEmpty()) {
      answer.add(field, array);
    }
    page.next().ifPresent(token -> answer.addProperty("next_page_token", token));
    page.previous().ifPresent(token -> answer.addProperty("prev_page_token", token));
    return Answer.json(answer);
  }

  private JsonObject status(Pipeline pipeline) {
    JsonObject status = new JsonObject();
    status.addProperty("pipeline_id", pipeline.id());
    status.addProperty("name", pipeline.name());
    status.addProperty("creator_user_name", pipeline.creator());
    status.addProperty("run_as_user_name", pipeline.runAs());
    List<PipelineUpdate> updates = store.updates(pipeline.id());
    status.addProperty("state", updates.isEmpty() ? "IDLE" : updates.get(0).state().ofPipeline());
    if (!updates.isEmpty()) {
      UpdateState last = updates.get(0).state();
      if (!last.isActive()) {
        status.addProperty("health", last == UpdateState.FAILED ? "UNHEALTHY" : "HEALTHY");
      }
      JsonArray latest = new JsonArray();
      updates.stream().limit(5).forEach(update -> latest.add(summary(update)));
      status.add("latest_updates", latest);
    }
    return status;
  }

  private static JsonObject summary(PipelineUpdate update) {
    JsonObject summary = new JsonObject();
    summary.addProperty("update_id", update.id());
    summary.addProperty("state", update.state().name());
    summary.addProperty(
        "creation_time", java.time.Instant.ofEpochMilli(update.created()).toString());
    return summary;
  }

  /** Answers {@code ID}, {@code ID/updates}, {@code ID/updates/UPDATE} and {@code ID/events}. */
  private Answer get(ApiCall call) {
    String[] parts = parts(call);
    Pipeline pipeline = existing(call, parts[0], PipelineLevel.CAN_VIEW);
    if (parts.length == 1) {
      call.query();
      JsonObject shown = status(pipeline);
      shown.addProperty("last_modified", pipeline.modified());
      shown.add("spec", pipeline.shown());
      shown.add("run_as", runAs(pipeline));
      return Answer.json(shown);
    }
    if (parts.length == 2 && parts[1].equals("events")) {
      return events(call, pipeline);
    }
    if (parts.length == 2 && parts[1].equals("updates")) {
      return updates(call, pipeline);
    }
    if (parts.length == 3 && parts[1].equals("updates")) {
      return update(call, pipeline, parts[2]);
    }
    throw noRoute(call);
  }

  private JsonObject runAs(Pipeline pipeline) {
    JsonObject runAs = new JsonObject();
    runAs.addProperty(
        switch (acl.rights().kind(pipeline.runAs())) {
          case SERVICE_PRINCIPAL -> "service_principal_name";
          case USER, GROUP -> "user_name";
        },
        pipeline.runAs());
    return runAs;
  }

  private Answer events(ApiCall call, Pipeline pipeline) {
    Query query = call.query("filter", "max_results", "page_token");
    Optional<String> level =
        query.text("filter").map(filter -> matched(filter, LEVEL_FILTER, "level='LEVEL'"));
    if (level.isPresent() && query.text("page_token").isPresent()) {
      throw DatabricksErrors.invalid("page_token cannot be combined with filter.");
    }
    List<JsonObject> matching =
        store.events(pipeline.id()).stream()
            .filter(event -> level.isEmpty() || PipelineEvent.level(event).equals(level.get()))
            .toList();
    Page<JsonObject> page = page(matching, query, LARGEST_PAGE);
    JsonArray events = new JsonArray();
    page.items().forEach(events::add);
    return answer("events", events, page);
  }

  private Answer updates(ApiCall call, Pipeline pipeline) {
    Query query = call.query("max_results", "page_token");
    Page<PipelineUpdate> page = page(store.updates(pipeline.id()), query, LARGEST_PAGE);
    JsonArray updates = new JsonArray();
    page.items().forEach(update -> updates.add(update.json()));
    return answer("updates", updates, page);
  }

  private Answer update(ApiCall call, Pipeline pipeline, String id) {
    call.query();
    PipelineUpdate update =
        store.updates(pipeline.id()).stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> DatabricksErrors.missing("The specified update " + id + " was not found."));
    JsonObject answer = new JsonObject();
    answer.add("update", update.json());
    return Answer.json(answer);
  }

  private Answer edit(ApiCall call) throws IOException {
    call.query();
    Pipeline pipeline = one(call);
    JsonObject request = call.json(PipelineShape.EDIT);
    for (String name : List.of("id", "pipeline_id")) {
      if (request.has(name) && !request.remove(name).getAsString().equals(pipeline.id())) {
        throw DatabricksErrors.invalid(
            "Cannot accept %s: found the id of another pipeline; expected %s."
                .formatted(name, pipeline.id()));
      }
    }
    Duplicates duplicates = duplicates(request);
    String runAs = runAs(call.caller(), request).orElse(pipeline.runAs());
    store.edit(pipeline, runAs, checked(request), duplicates);
    return Answer.done();
  }

  /** The active update of a deleted pipeline is stopped. */
  private Answer delete(ApiCall call) throws IOException {
    call.query();
    Pipeline pipeline = one(call);
    engine.stop(pipeline.id());
    store.delete(pipeline.id());
    return Answer.done();
  }

  /** Answers {@code ID/updates} and {@code ID/stop}. */
  private Answer post(ApiCall call) throws IOException {
    call.query();
    String[] parts = parts(call);
    Pipeline pipeline = existing(call, parts[0], PipelineLevel.CAN_RUN);
    if (parts.length == 2 && parts[1].equals("updates")) {
      return start(call.json(PipelineShape.START), pipeline);
    }
    if (parts.length == 2 && parts[1].equals("stop")) {
      call.json(PipelineShape.EMPTY);
      engine.stop(pipeline.id());
      return Answer.done();
    }
    throw noRoute(call);
  }

  private Answer start(JsonObject request, Pipeline pipeline) throws IOException {
    for (String name : List.of("full_refresh", "validate_only")) {
      if (request.has(name) && request.get(name).getAsBoolean()) {
        throw DatabricksErrors.invalid(
            "Cannot accept %s: found true; expected false, because the local stack runs usual updates only."
                .formatted(name));
      }
    }
    String cause = request.has("cause") ? request.get("cause").getAsString() : "API_CALL";
    JsonObject answer = new JsonObject();
    answer.addProperty("update_id", engine.start(pipeline, cause).id());
    return Answer.json(answer);
  }

  private Pipeline one(ApiCall call) {
    String[] parts = parts(call);
    if (parts.length != 1) {
      throw noRoute(call);
    }
    return existing(call, parts[0], PipelineLevel.CAN_MANAGE);
  }

  private Pipeline existing(ApiCall call, String id, PipelineLevel level) {
    Pipeline pipeline = store.existing(id);
    acl.require(call.caller(), pipeline, level);
    return pipeline;
  }

  private static String[] parts(ApiCall call) {
    return call.rest().replaceAll("^/+", "").split("/", -1);
  }

  private static ApiError noRoute(ApiCall call) {
    return ApiError.of(404, "ENDPOINT_NOT_FOUND", "No API found for '" + call.rest() + "'");
  }
}
