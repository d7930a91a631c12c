package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.expression.TemplateError;
import io.quarterdeck.local.datafactory.expression.TemplateScope;

/** Runs one attempt at an activity that contains no other ones. Thread-safe. */
public final class ActivityPrograms {
  private final CopyActivity copy;
  private final FileActivities files;
  private final LookupActivity lookup;
  private final RequestActivities requests;

  /** Creates the programs for a factory. */
  public ActivityPrograms(
      Artefacts artefacts, FactoryIdentity identity, IntegrationRuntime runtime) {
    LinkedConnections connections = new LinkedConnections(artefacts, identity);
    copy = new CopyActivity(connections, runtime);
    files = new FileActivities(connections);
    lookup = new LookupActivity(connections);
    requests = new RequestActivities(connections);
  }

  /**
   * Runs an activity.
   *
   * @param runId the id of the activity run
   * @return the output
   * @throws ActivityFailure if the activity fails
   * @throws InterruptedException if the run was cancelled, or the timeout has passed
   */
  public JsonObject run(JsonObject activity, String runId, TemplateScope scope)
      throws ActivityFailure, InterruptedException {
    try {
      return switch (activity.get("type").getAsString()) {
        case "Copy" -> copy.run(activity, scope);
        case "Delete" -> files.delete(activity, runId, scope);
        case "GetMetadata" -> files.metadata(activity, scope);
        case "Lookup" -> lookup.run(activity, scope);
        case "WebActivity" -> requests.web(activity, scope);
        case "DatabricksJob" -> requests.job(activity, scope);
        case "Fail" -> throw failed(activity, scope);
        default ->
            throw new ActivityFailure(
                "BadRequest",
                "The activity type '%s' is not supported on the local stack."
                    .formatted(activity.get("type").getAsString()));
      };
    } catch (TemplateError e) {
      throw new ActivityFailure("InvalidTemplate", e.getMessage(), e);
    }
  }

  private static ActivityFailure failed(JsonObject activity, TemplateScope scope) {
    JsonObject properties =
        scope.resolve(activity.getAsJsonObject("typeProperties")).getAsJsonObject();
    return new ActivityFailure(
        properties.get("errorCode").getAsString(), properties.get("message").getAsString());
  }
}
