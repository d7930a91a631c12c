package io.quarterdeck.local.databricks.task;

import io.quarterdeck.local.process.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads that start the processes of tasks and wait for them. The processes must not outlive
 * the emulator that started them. Therefore they end before this JVM does, and when this object is
 * closed. Thread-safe.
 */
public final class TaskThreads implements AutoCloseable {
  private static final long CLOSING_SECONDS = 20;

  private final ExecutorService threads;
  private final Runnable stopAll;
  private final Thread hook;

  /**
   * Starts no thread yet.
   *
   * @param name the name of the threads, such as {@code databricks run}
   * @param stopAll asks all processes to end, without waiting for them
   */
  public TaskThreads(String name, Runnable stopAll) {
    this.threads = Executors.newCachedThreadPool(DaemonThreads.named(name));
    this.stopAll = stopAll;
    this.hook = new Thread(this::end, "end of each " + name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns the threads. */
  public ExecutorService executor() {
    return threads;
  }

  /** Stops all processes, and waits at most 20 seconds for the threads to end. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending, so the hook is already running.
      return;
    }
  }

  private void end() {
    stopAll.run();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
