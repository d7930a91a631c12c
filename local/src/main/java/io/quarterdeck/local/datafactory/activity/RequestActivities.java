package io.quarterdeck.local.datafactory.activity;

import com.azure.core.http.HttpMethod;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import io.quarterdeck.local.entra.Audience;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The activities Web and Databricks Job. Sources: Microsoft Learn, "Web activity" and "Transform
 * data by running a Databricks job".
 *
 * @param connections the linked services
 */
record RequestActivities(LinkedConnections connections) {
  private static final long POLL_MILLISECONDS = 500;

  private ServiceRequest requests() {
    return new ServiceRequest(connections.identity());
  }

  /** Sends a request with the identity of the factory. */
  JsonObject web(JsonObject activity, TemplateScope scope) throws ActivityFailure {
    JsonObject properties =
        scope.resolve(activity.getAsJsonObject("typeProperties")).getAsJsonObject();
    JsonObject headers =
        properties.has("headers") ? properties.getAsJsonObject("headers") : new JsonObject();
    ServiceRequest.Received received =
        requests()
            .send(
                HttpMethod.valueOf(properties.get("method").getAsString()),
                properties.get("url").getAsString(),
                headers,
                properties.has("body") ? properties.get("body").getAsString() : "",
                audience(properties));
    JsonObject output = received.json().orElseGet(JsonObject::new);
    output.addProperty("effectiveIntegrationRuntime", "AutoResolveIntegrationRuntime (local)");
    return output;
  }

  private Optional<Audience> audience(JsonObject properties) throws ActivityFailure {
    if (!properties.has("authentication")) {
      return Optional.empty();
    }
    JsonObject authentication = properties.getAsJsonObject("authentication");
    String resource = authentication.get("resource").getAsString();
    return Optional.of(
        connections
            .identity()
            .audience(resource)
            .orElseThrow(
                () ->
                    new ActivityFailure(
                        "2108", "The resource '" + resource + "' was not found in the tenant.")));
  }

  /** Starts a run of a job, and waits for its end. Cancels the run if the activity ends early. */
  JsonObject job(JsonObject activity, TemplateScope scope)
      throws ActivityFailure, InterruptedException {
    JsonObject properties =
        scope.resolve(activity.getAsJsonObject("typeProperties")).getAsJsonObject();
    URI url =
        connections.databricks(
            activity.getAsJsonObject("linkedServiceName").get("referenceName").getAsString());
    JsonObject start = new JsonObject();
    start.addProperty("job_id", jobId(properties.get("jobId")));
    if (properties.has("jobParameters")) {
      start.add("job_parameters", properties.get("jobParameters"));
    }
    long run =
        call(HttpMethod.POST, url + "/api/2.2/jobs/run-now", start).get("run_id").getAsLong();
    try {
      return ended(url, run);
    } catch (InterruptedException e) {
      JsonObject cancel = new JsonObject();
      cancel.addProperty("run_id", run);
      call(HttpMethod.POST, url + "/api/2.2/jobs/runs/cancel", cancel);
      throw e;
    }
  }

  private static long jobId(JsonElement id) throws ActivityFailure {
    try {
      return Long.parseLong(id.getAsString());
    } catch (NumberFormatException e) {
      throw new ActivityFailure("3200", "The job id " + id + " is not a number.", e);
    }
  }

  private JsonObject ended(URI url, long run) throws ActivityFailure, InterruptedException {
    while (true) {
      JsonObject state =
          call(HttpMethod.GET, url + "/api/2.2/jobs/runs/get?run_id=" + run, new JsonObject());
      JsonObject status = state.getAsJsonObject("status");
      if (status.get("state").getAsString().equals("TERMINATED")) {
        JsonObject details = status.getAsJsonObject("termination_details");
        String page = state.get("run_page_url").getAsString();
        if (!details.get("code").getAsString().equals("SUCCESS")) {
          throw new ActivityFailure(
              "3204",
              "Databricks execution failed: run %d ended with %s. Run page: %s"
                  .formatted(run, details.get("code").getAsString(), page));
        }
        JsonObject output = new JsonObject();
        output.addProperty("runId", run);
        output.addProperty("runPageUrl", page);
        return output;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
    }
  }

  private JsonObject call(HttpMethod method, String url, JsonObject body) throws ActivityFailure {
    JsonObject headers = new JsonObject();
    headers.addProperty("Content-Type", "application/json");
    return requests()
        .send(method, url, headers, body.toString(), Optional.of(Audience.DATABRICKS))
        .json()
        .orElseThrow(() -> new ActivityFailure("3202", url + " answered no JSON."));
  }
}
