package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the calls of another landing in separate threads, so that the caller can be interrupted
 * while a call waits for Blob. The client library does not support interruption: after an
 * interrupted request, the next request of the JDK's HTTP client gets no answer.
 *
 * @param landing the landing that calls Blob
 */
record InterruptibleLanding(FileLanding landing) implements FileLanding {
  /**
   * How long an interrupted caller waits for the call to end. If the copy ended after the deletion
   * of the staged file, the file would exist again. This limit leaves half of the clean-up time for
   * the deletion.
   */
  private static final long END_SECONDS = 5;

  @Override
  public String path(Path file, String dataset, FileDigest digest) {
    return landing.path(file, dataset, digest);
  }

  @Override
  public Optional<Instant> landed() {
    return landing.landed();
  }

  @Override
  public void recover(String dataset, Ledger ledger, Progress progress) throws SQLException {
    call(
        () -> {
          landing.recover(dataset, ledger, progress);
          return null;
        });
  }

  @Override
  public void stage(Path file, String dataset, FileDigest digest, Progress progress) {
    run(() -> landing.stage(file, dataset, digest, progress));
  }

  @Override
  public void publish(Path file, String dataset, FileDigest digest, Progress progress) {
    run(() -> landing.publish(file, dataset, digest, progress));
  }

  @Override
  public void discard(Path file, String dataset, FileDigest digest, Progress progress) {
    run(() -> landing.discard(file, dataset, digest, progress));
  }

  @Override
  public Optional<String> quarantine(
      Path rejects, Path file, String dataset, FileDigest digest, Progress progress) {
    try {
      return call(() -> landing.quarantine(rejects, file, dataset, digest, progress));
    } catch (SQLException e) {
      throw new IllegalStateException("this call does not use a database", e);
    }
  }

  private static void run(Runnable body) {
    try {
      call(
          () -> {
            body.run();
            return null;
          });
    } catch (SQLException e) {
      throw new IllegalStateException("this call does not use a database", e);
    }
  }

  private static <T> T call(Callable<T> body) throws SQLException {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = new Thread(task, "landing");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      awaitEnd(task);
      Thread.currentThread().interrupt();
      throw new Failure(
          "Cannot copy the file to Blob: interrupted; expected no interruption. Nothing was"
              + " published. Run this again.",
          e);
    }
  }

  /** Waits for the call to end. Its result is not needed. */
  private static void awaitEnd(FutureTask<?> task) {
    try {
      task.get(END_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      return;
    }
  }

  private static RuntimeException thrown(Throwable cause) throws SQLException {
    if (cause instanceof SQLException database) {
      throw database;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("undeclared checked exception", cause);
  }
}
