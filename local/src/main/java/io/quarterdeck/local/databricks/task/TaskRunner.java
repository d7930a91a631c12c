package io.quarterdeck.local.databricks.task;

import java.io.IOException;

/** Starts a task as a local process, in place of a cluster. Thread-safe. */
@FunctionalInterface
public interface TaskRunner {
  /**
   * Starts one attempt. Exit code 0 means success. The caller waits for the process and ends it.
   *
   * @throws IOException if the process cannot be started
   */
  Process start(TaskLaunch launch) throws IOException;
}
