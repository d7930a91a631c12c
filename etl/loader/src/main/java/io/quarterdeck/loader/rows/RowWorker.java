package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.ParsedRecords;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.reject.RawRecord;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.rows.ChunkQueue.Stopped;
import java.util.ArrayList;
import java.util.List;

/** Encodes the records of chunks as tuples and rejects. Used by one thread. */
final class RowWorker {
  /**
   * The number and the size of the rejects that a worker keeps while it waits for earlier chunks.
   */
  private static final int HELD_REJECTS = 256;

  private static final int HELD_BYTES = 1 << 20;

  private final ChunkQueue queue;
  private final RejectOrder order;
  private final RowEncoder encoder;
  private final RecordScanner scanner;
  private final List<Reject> rejects = new ArrayList<>();
  private int rejectedBytes;
  private long read;

  /**
   * The value of {@link #read} after the last chunk. Another thread reads it for the progress
   * display.
   */
  private volatile long readSoFar;

  RowWorker(ChunkQueue queue, RejectOrder order, RowEncoder encoder, RecordScanner scanner) {
    this.queue = queue;
    this.order = order;
    this.encoder = encoder;
    this.scanner = scanner;
  }

  /** Processes chunks until the end of the file. */
  void work() throws InterruptedException, Stopped, RowSinkException {
    for (Chunk chunk = queue.take(); chunk != null; chunk = queue.take()) {
      process(chunk);
      readSoFar = read;
      handOnRejects(chunk);
      order.finish(chunk.sequence());
      queue.recycle(chunk);
    }
    encoder.finish();
  }

  /** The number of records read. */
  long read() {
    return read;
  }

  /** The number of records in processed chunks. Safe to call from any thread. */
  long readSoFar() {
    return readSoFar;
  }

  RowEncoder encoder() {
    return encoder;
  }

  private void process(Chunk chunk) throws InterruptedException, Stopped, RowSinkException {
    if (chunk.parsed().isPresent()) {
      processParsed(chunk, chunk.parsed().get());
      return;
    }
    byte[] bytes = chunk.bytes();
    int end = chunk.end();
    int at = chunk.start();
    long line = chunk.firstLine();
    while (at < end) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        at = RecordScanner.afterLineEnd(bytes, at, end);
        line++;
      } else {
        int next = scanner.scan(bytes, at, end);
        read++;
        if (!encoder.encode(chunk, at, next, line)) {
          keep(encoder.reject(chunk, at, next, line), chunk);
        }
        line += scanner.lines();
        at = next;
      }
    }
  }

  private void processParsed(Chunk chunk, ParsedRecords records)
      throws InterruptedException, Stopped, RowSinkException {
    for (int record = records.first(); record < records.count(); record++) {
      int from = records.start(record);
      int next = records.end(record);
      long line = records.line(record);
      scanner.take(records, record);
      read++;
      if (!encoder.encode(chunk, from, next, line)) {
        keep(encoder.reject(chunk, from, next, line), chunk);
      }
    }
  }

  private void keep(Reject reject, Chunk chunk) throws InterruptedException, Stopped {
    rejects.add(reject);
    rejectedBytes += Math.min(reject.raw().length(), RawRecord.MAXIMUM_BYTES);
    if (rejects.size() >= HELD_REJECTS || rejectedBytes >= HELD_BYTES) {
      handOnRejects(chunk);
    }
  }

  private void handOnRejects(Chunk chunk) throws InterruptedException, Stopped {
    if (!rejects.isEmpty()) {
      order.accept(chunk.sequence(), rejects);
      rejects.clear();
      rejectedBytes = 0;
    }
  }
}
