package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.ActivityFailure;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.time.Clock;
import java.time.Duration;

/** What the execution of a pipeline needs from the engine. Thread-safe. */
interface RunSteps {
  Clock clock();

  void save(PipelineRun run);

  /** Makes one attempt at an activity, with its timeout. */
  JsonObject attempt(
      String activityRunId, JsonObject activity, TemplateScope scope, Duration timeout)
      throws ActivityFailure, InterruptedException;

  /** Waits between two attempts at an activity. */
  void pause(Duration time) throws InterruptedException;

  /** Starts a run of another pipeline. */
  JsonObject execute(PipelineRun parent, String pipeline, JsonObject parameters, boolean wait)
      throws ActivityFailure, InterruptedException;
}
