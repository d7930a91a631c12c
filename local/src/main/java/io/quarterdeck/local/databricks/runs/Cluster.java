package io.quarterdeck.local.databricks.runs;

import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.task.TaskRunner;
import java.net.URI;
import java.time.Clock;

/**
 * Replaces clusters: starts tasks as local processes.
 *
 * @param runner starts tasks
 * @param setup prepares the launch of a task
 * @param workspace the workspace
 * @param url the URL of the workspace
 * @param clock the clock for timestamps
 */
record Cluster(
    TaskRunner runner, TaskSetup setup, WorkspaceIdentity workspace, URI url, Clock clock) {
  long now() {
    return clock.millis();
  }

  DynamicValues values(Attempt attempt) {
    return new DynamicValues(attempt, workspace, url);
  }
}
