package io.quarterdeck.local.databricks.pipelines;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An update that a caller can stop at any time, also before its process exists. Thread-safe. */
final class RunningUpdate {
  private static final long GRACE_SECONDS = 5;

  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  void stop() {
    stopped.complete(true);
  }

  boolean isStopped() {
    return stopped.isDone();
  }

  /** Waits for the end of the process, or ends it when the update is stopped. */
  int await(Process process) throws InterruptedIOException {
    try {
      CompletableFuture.anyOf(process.onExit(), stopped).get();
      if (isStopped()) {
        end(process);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new InterruptedIOException(e.toString());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the process and its descendants, first gracefully and then forcibly. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
