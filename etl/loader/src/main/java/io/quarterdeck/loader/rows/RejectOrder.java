package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectSink;
import io.quarterdeck.loader.rows.ChunkQueue.Stopped;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the rejects of all workers into the order of the file, counts them, and ends the run if
 * there are too many. A worker with rejects waits until all earlier chunks are processed. This
 * costs little, because usually either rejects are rare or the run is about to end.
 */
final class RejectOrder {
  /** Ends the reading early, but without a failure. */
  static final class EnoughRejects extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final RejectSink sink;
  private final RejectLimit limit;
  private final Path file;
  private final Set<Long> done = new HashSet<>();
  private long turn;
  private long count;
  private boolean stopped;

  RejectOrder(RejectSink sink, RejectLimit limit, Path file) {
    this.sink = sink;
    this.limit = limit;
    this.file = file;
  }

  /** Passes rejects of a chunk to the sink when all earlier chunks are processed. */
  synchronized void accept(long sequence, List<Reject> rejects)
      throws InterruptedException, Stopped {
    while (turn < sequence && !stopped) {
      wait();
    }
    if (stopped) {
      throw new Stopped();
    }
    for (Reject reject : rejects) {
      if (limit.stopsAfter(count)) {
        throw new EnoughRejects();
      }
      sink.accept(reject);
      count++;
      if (limit.exceededBy(count)) {
        throw tooMany(reject);
      }
    }
  }

  /** Marks the end of a chunk's rejects. */
  synchronized void finish(long sequence) {
    done.add(sequence);
    while (done.remove(turn)) {
      turn++;
    }
    notifyAll();
  }

  /** Wakes the workers that wait for earlier chunks, because the run has ended. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** The number of rejects so far. */
  synchronized long count() {
    return count;
  }

  /** Fails if the whole file has too many rejects. */
  synchronized void judge(long read) {
    if (limit.exceededBy(count, read)) {
      throw Failure.of(
              "Cannot accept %s: %s of %s rows do not fit the dataset; expected at most "
                  + "%s. Fix the file, or allow more with --max-rejects.%s",
              file, count, read, limit, where())
          .withRejects(sink.location());
    }
  }

  private Failure tooMany(Reject last) {
    return Failure.of(
            "Cannot accept %s: %s has %s; expected %s. That is reject %s of at most "
                + "%s: fix the file, or allow more with --max-rejects.%s",
            file,
            last.place(),
            last.found(),
            last.expected(),
            count,
            ((RejectLimit.Count) limit).rejects(),
            where())
        .withRejects(sink.location());
  }

  private String where() {
    return sink.location().map(path -> " The rejects are in " + path + ".").orElse("");
  }
}
