package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.csv.Chunk;
import java.util.ArrayDeque;

/**
 * Passes chunks from the reader to the workers, in order, and returns empty chunks to the reader.
 * The first failure on either side wakes all waiting threads, which then throw {@link Stopped}.
 */
final class ChunkQueue {
  /** The run ended because of a failure in another thread. */
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

  /** Takes an empty chunk. Waits until one is available. */
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
   * Passes a chunk to the workers. If a long record made the chunk large, waits until a worker has
   * processed it. Otherwise, a file of long records would fill the memory.
   */
  synchronized void put(Chunk chunk) throws InterruptedException, Stopped {
    full.add(chunk);
    notifyAll();
    while (chunk.oversized() && empty.size() < chunks && failure == null) {
      wait();
    }
    stopOnFailure();
  }

  /** Marks the end of the file: no chunk follows. */
  synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** Takes the next chunk. Waits until one is available. Returns null at the end of the file. */
  synchronized Chunk take() throws InterruptedException, Stopped {
    while (full.isEmpty() && !complete && failure == null) {
      wait();
    }
    stopOnFailure();
    return full.poll();
  }

  /** Returns a chunk to the reader, which fills it again. */
  synchronized void recycle(Chunk chunk) {
    if (chunk.oversized()) {
      chunk.shrink();
    }
    empty.add(chunk);
    notifyAll();
  }

  /** Registers a worker that starts. */
  synchronized void enter() {
    working++;
  }

  /** Removes a worker that has ended, with or without a failure. */
  synchronized void leave() {
    working--;
    notifyAll();
  }

  /** Waits until all workers have ended without a failure. */
  synchronized void awaitWorkers() throws InterruptedException, Stopped {
    while (working > 0 && failure == null) {
      wait();
    }
    stopOnFailure();
  }

  /** Ends the run. Only the first failure is kept. */
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
