package io.quarterdeck.local.databricks.runs;

import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.databricks.user.Workspace;
import java.net.URI;
import java.time.Clock;

/**
 * What takes the place of clusters.
 *
 * @param runner starts tasks
 * @param setup makes what they are started with
 * @param workspace where they run
 * @param url the workspace's URL
 * @param clock what time it is
 */
record Cluster(TaskRunner runner, TaskSetup setup, Workspace workspace, URI url, Clock clock) {
  long now() {
    return clock.millis();
  }

  DynamicValues values(Attempt attempt) {
    return new DynamicValues(attempt, workspace, url);
  }
}
