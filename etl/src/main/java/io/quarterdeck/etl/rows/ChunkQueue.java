package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.rows.csv.Chunk;
import java.util.ArrayDeque;

/**
 * Carries chunks from the reader to the workers, in order, and empty ones back. The first failure
 * on either side wakes everybody: they leave with {@link Stopped}.
 */
final class ChunkQueue {
  /** Somebody else's failure ended the run. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayDeque<Chunk> full = new ArrayDeque<>();
  private final ArrayDeque<Chunk> empty = new ArrayDeque<>();
  private final int chunks;
  private int working;
  private boolean complete;
  private Throwable failure;

  ChunkQueue(int chunks, int chunkBytes) {
    this.chunks = chunks;
    for (int index = 0; index < chunks; index++) {
      empty.add(new Chunk(chunkBytes));
    }
  }

  /** An empty chunk; waits for one. */
  synchronized Chunk takeEmpty() throws InterruptedException, Stopped {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (empty.isEmpty() && failure == null) {
      wait();
    }
    stopOnFailure();
    return empty.remove();
  }

  /**
   * Hands a chunk to the workers. After one that a long record made large, waits until it is done:
   * a file of long records would otherwise fill the memory with them.
   */
  synchronized void put(Chunk chunk) throws InterruptedException, Stopped {
    full.add(chunk);
    notifyAll();
    while (chunk.oversized() && empty.size() < chunks && failure == null) {
      wait();
    }
    stopOnFailure();
  }

  /** Says that no chunk will follow. */
  synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** The next chunk, or null when there are no more. */
  synchronized Chunk take() throws InterruptedException, Stopped {
    while (full.isEmpty() && !complete && failure == null) {
      wait();
    }
    stopOnFailure();
    return full.poll();
  }

  /** Gives a chunk back to be filled again. */
  synchronized void recycle(Chunk chunk) {
    if (chunk.oversized()) {
      chunk.shrink();
    }
    empty.add(chunk);
    notifyAll();
  }

  /** Says that a worker begins. */
  synchronized void enter() {
    working++;
  }

  /** Says that a worker has ended, whatever the reason. */
  synchronized void leave() {
    working--;
    notifyAll();
  }

  /** Waits until every worker has ended well. */
  synchronized void awaitWorkers() throws InterruptedException, Stopped {
    while (working > 0 && failure == null) {
      wait();
    }
    stopOnFailure();
  }

  /** Ends the run; the first failure is the one that counts. */
  synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    notifyAll();
  }

  /** The failure that ended the run, or null. */
  synchronized Throwable failure() {
    return failure;
  }

  private void stopOnFailure() throws Stopped {
    if (failure != null) {
      throw new Stopped();
    }
  }
}
