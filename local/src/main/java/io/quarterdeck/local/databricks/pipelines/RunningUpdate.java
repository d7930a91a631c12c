package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.local.databricks.task.TaskProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An update that a caller can stop at any time, also before its process exists. Thread-safe. */
final class RunningUpdate {
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  void stop() {
    stopped.complete(true);
  }

  boolean isStopped() {
    return stopped.isDone();
  }

  /** Waits for the end of the process, or ends it when the update is stopped. */
  int await(TaskProcess running) throws InterruptedException {
    try {
      CompletableFuture.anyOf(running.process().onExit(), stopped).get();
      if (isStopped()) {
        running.end();
      }
      return running.process().waitFor();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
