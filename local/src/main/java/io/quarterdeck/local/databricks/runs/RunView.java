package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.net.URI;

/**
 * Converts runs to the JSON that the API returns.
 *
 * @param workspace the workspace
 * @param url the URL of the workspace
 */
record RunView(WorkspaceIdentity workspace, URI url) {
  /** Returns a run with its tasks. */
  JsonObject whole(WorkspaceRun run) {
    JsonObject json = run.shown();
    link(json, run.jobId(), run.id());
    for (JsonElement element : json.getAsJsonArray("tasks")) {
      JsonObject task = element.getAsJsonObject();
      link(task, run.jobId(), task.get("run_id").getAsLong());
    }
    return json;
  }

  /** Returns a run as an item of a list. */
  JsonObject brief(WorkspaceRun run) {
    JsonObject json = whole(run);
    json.remove("tasks");
    json.remove("job_clusters");
    return json;
  }

  /** Returns an attempt at a task as a run. */
  JsonObject attempt(Attempt attempt) {
    WorkspaceRun run = attempt.run();
    JsonObject whole = whole(run);
    JsonObject task = new JsonObject();
    for (JsonElement element : whole.getAsJsonArray("tasks")) {
      if (element.getAsJsonObject().get("run_id").getAsLong() == attempt.id()) {
        task = element.getAsJsonObject();
      }
    }
    JsonArray tasks = new JsonArray();
    tasks.add(task);
    JsonObject json = new JsonObject();
    for (String field :
        new String[] {"job_id", "creator_user_name", "trigger", "run_type", "format"}) {
      json.add(field, whole.get(field));
    }
    for (String field :
        new String[] {
          "run_id", "attempt_number", "start_time", "end_time", "setup_duration",
          "execution_duration", "cleanup_duration", "state", "status", "run_page_url"
        }) {
      json.add(field, task.get(field));
    }
    json.addProperty("job_run_id", run.id());
    json.addProperty("number_in_job", attempt.id());
    json.addProperty("run_name", attempt.taskKey());
    json.add("tasks", tasks);
    return json;
  }

  private void link(JsonObject json, long jobId, long runId) {
    json.addProperty(
        "run_page_url", "%s/?o=%d#job/%d/run/%d".formatted(url, workspace.id(), jobId, runId));
  }
}
