package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.rows.ChunkQueue.Stopped;
import java.util.ArrayList;
import java.util.List;

/** Runs the workers beside the reader, and lets the first failure of any of them win. */
final class WorkerThreads {
  /** What the calling thread does meanwhile. */
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

  /** Feeds the workers until all is done; when it returns or throws, no worker is left. */
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
      // The failure that stopped it is in the queue already.
    } catch (InterruptedException | RowSinkException | RuntimeException | Error e) {
      queue.fail(e);
      order.stop();
    } finally {
      queue.leave();
    }
  }

  /** Ends every worker, whatever it waits for, and waits until they have ended. */
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
