package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.ActivityFailure;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.time.Clock;

/** What the execution of a pipeline needs from the engine. Thread-safe. */
interface RunSteps {
  Clock clock();

  void save(PipelineRun run);

  /** Runs an activity with its timeout and its retries. */
  JsonObject attempt(String activityRunId, JsonObject activity, TemplateScope scope)
      throws ActivityFailure, InterruptedException;

  /** Starts a run of another pipeline. */
  JsonObject execute(PipelineRun parent, String pipeline, JsonObject parameters, boolean wait)
      throws ActivityFailure, InterruptedException;
}
