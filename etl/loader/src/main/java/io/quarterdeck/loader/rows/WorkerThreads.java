package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.rows.ChunkQueue.Stopped;
import java.util.ArrayList;
import java.util.List;

/** Runs the workers in threads beside the reader, and reports the first failure of any of them. */
final class WorkerThreads {
  /** The work of the calling thread. */
  interface Feeding {
    void feed() throws InterruptedException, Stopped;
  }

  private final ChunkQueue queue;
  private final RejectOrder order;
  private final List<? extends RowSink> sinks;
  private final List<RowWorker> workers;
  private final List<Thread> threads = new ArrayList<>();

  WorkerThreads(
      ChunkQueue queue, RejectOrder order, List<? extends RowSink> sinks, List<RowWorker> workers) {
    this.queue = queue;
    this.order = order;
    this.sinks = sinks;
    this.workers = workers;
  }

  List<RowWorker> workers() {
    return workers;
  }

  /**
   * Runs the feeding and waits for the workers. When this method returns or throws, all workers
   * have ended.
   */
  void run(Feeding feeding) throws RowSinkException, InterruptedException {
    for (RowWorker worker : workers) {
      Thread thread = new Thread(() -> work(worker), "rows-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      queue.enter();
      thread.start();
    }
    try {
      feeding.feed();
      queue.awaitWorkers();
    } catch (Stopped | InterruptedException | RuntimeException | Error e) {
      stop(e);
    }
    rethrow();
  }

  private void work(RowWorker worker) {
    try {
      worker.work();
    } catch (Stopped e) {
      // The queue already has the failure that stopped the feeding.
    } catch (InterruptedException | RowSinkException | RuntimeException | Error e) {
      queue.fail(e);
      order.stop();
    } finally {
      queue.leave();
    }
  }

  /** Stops all workers, even if they wait, and waits until they have ended. */
  private void stop(Throwable cause) {
    if (!(cause instanceof Stopped)) {
      queue.fail(cause);
    }
    order.stop();
    threads.forEach(Thread::interrupt);
    sinks.forEach(RowSink::cancel);
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() throws RowSinkException, InterruptedException {
    Throwable failure = queue.failure();
    if (failure instanceof RowSinkException e) {
      throw e;
    } else if (failure instanceof InterruptedException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
