package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.ChunkQueue.Stopped;
import io.quarterdeck.etl.rows.reject.Reject;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import io.quarterdeck.etl.rows.reject.RejectSink;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the rejects of all workers into the file's order, counts them, and ends the run when there
 * are too many. A worker with rejects waits until all chunks before its own are done: rejects are
 * rare, or the run is about to end.
 */
final class RejectOrder {
  /** Ends the reading before its end, and well. */
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

  /** Hands on some rejects of a chunk, when it is its turn. */
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

  /** Says that a chunk has no more rejects. */
  synchronized void finish(long sequence) {
    done.add(sequence);
    while (done.remove(turn)) {
      turn++;
    }
    notifyAll();
  }

  /** Wakes whoever waits for a turn that will not come. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Rejects so far. */
  synchronized long count() {
    return count;
  }

  /** Fails when the whole file has too many. */
  synchronized void judge(long read) {
    if (limit.exceededBy(count, read)) {
      throw new Failure(
              "Cannot accept "
                  + file
                  + ": "
                  + count
                  + " of "
                  + read
                  + " rows do not fit the dataset; expected at most "
                  + limit
                  + ". Fix the file, or allow more with --max-rejects."
                  + where())
          .withRejects(sink.location());
    }
  }

  private Failure tooMany(Reject last) {
    return new Failure(
            "Cannot accept "
                + file
                + ": "
                + last.place()
                + " has "
                + last.found()
                + "; expected "
                + last.expected()
                + ". That is reject "
                + count
                + " of at most "
                + ((RejectLimit.Count) limit).rejects()
                + ": fix the file, or allow more with --max-rejects."
                + where())
        .withRejects(sink.location());
  }

  private String where() {
    return sink.location().map(path -> " The rejects are in " + path + ".").orElse("");
  }
}
