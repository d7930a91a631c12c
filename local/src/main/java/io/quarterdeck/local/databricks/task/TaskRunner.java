package io.quarterdeck.local.databricks.task;

import java.io.IOException;

/** Starts a task as a process of its own, in place of a cluster. Thread-safe. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Starts one attempt. Exit code 0 is success. Whoever calls waits for it and ends it.
   *
   * @throws IOException when it cannot be started
   */
  Process start(TaskLaunch launch) throws IOException;
}
