package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.RecordReader;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.duplicate.DuplicateRows;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.profile.ColumnProfile;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectSink;
import io.quarterdeck.loader.source.SourceFormat;
import io.quarterdeck.loader.validation.Header;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a CSV file and writes its rows to sinks as binary COPY tuples: {@code load_id}, {@code
 * load_line}, then the columns of the dataset in its order. The calling thread reads the file and
 * cuts it into chunks of whole records. One thread per sink validates, encodes, profiles and writes
 * the records. Memory use depends neither on the size of the file nor on the number of rejects.
 */
public final class RowPipeline implements AutoCloseable {
  private final RowSource source;
  private final Dataset dataset;
  private final RowOptions options;
  private final List<? extends RowSink> sinks;
  private final Progress progress;
  private final Tuning tuning;
  private final ChunkQueue queue;
  private final RejectOrder order;
  private final Optional<DuplicateRows> duplicates;

  private RowPipeline(
      RowSource source,
      Dataset dataset,
      RowOptions options,
      List<? extends RowSink> sinks,
      RejectSink rejects,
      Progress progress,
      Tuning tuning) {
    if (sinks.isEmpty()) {
      throw new IllegalArgumentException("there is no sink");
    }
    this.source = source;
    this.dataset = dataset;
    this.options = options;
    this.sinks = sinks;
    this.progress = progress;
    this.tuning = tuning;
    // For each worker, one chunk in process and one that waits; one more for the reader to fill.
    this.queue = new ChunkQueue(2 * sinks.size() + 1, tuning.chunkBytes());
    this.order = new RejectOrder(rejects, options.rejectLimit(), source.path());
    this.duplicates =
        options.duplicates() == DuplicateCounting.COUNT
            ? Optional.of(new DuplicateRows(options.temporaryDirectory(), tuning.duplicateBytes()))
            : Optional.empty();
  }

  /**
   * Reads the file once, to its end or to the first failure.
   *
   * @param sinks one per worker; at least one
   * @param rejects receives the records that do not fit, in the file's order
   * @param progress receives the number of bytes read, before decompression
   * @throws io.quarterdeck.loader.failure.Failure if the file cannot be read, its header does not
   *     fit the dataset, or it has too many rejects
   * @throws RowSinkException if a sink failed
   * @throws InterruptedException if the calling thread was interrupted; all workers have then ended
   */
  public static RowSummary run(
      RowSource source,
      Dataset dataset,
      RowOptions options,
      List<? extends RowSink> sinks,
      RejectSink rejects,
      Progress progress)
      throws RowSinkException, InterruptedException {
    return run(source, dataset, options, sinks, rejects, progress, Tuning.DEFAULT);
  }

  static RowSummary run(
      RowSource source,
      Dataset dataset,
      RowOptions options,
      List<? extends RowSink> sinks,
      RejectSink rejects,
      Progress progress,
      Tuning tuning)
      throws RowSinkException, InterruptedException {
    try (RowPipeline run =
        new RowPipeline(source, dataset, options, sinks, rejects, progress, tuning)) {
      return run.summary();
    }
  }

  private RowSummary summary() throws RowSinkException, InterruptedException {
    try (SourceStream stream = open()) {
      if (stream.format() == SourceFormat.TEXT_NAMED_GZIP) {
        progress.note(
            source.path() + " is named .gz and is not compressed; it is read as CSV text.");
      }
      return read(stream, reader(stream));
    }
  }

  private RecordReader reader(SourceStream stream) throws InterruptedException {
    return guarded(
        stream,
        () ->
            RecordReader.of(
                stream.in(),
                source.path().toString(),
                dataset.csv(),
                tuning.chunkBytes(),
                tuning.maximumRecordBytes()));
  }

  private RowSummary read(SourceStream stream, RecordReader reader)
      throws RowSinkException, InterruptedException {
    Chunk first = takeFirst();
    // This also prepares the chunk of a file without text, for which Header reports the
    // error.
    fill(stream, reader, first);
    Header header = Header.take(first, dataset, source.path());
    WorkerThreads threads = new WorkerThreads(queue, order, sinks, workers(header));
    RowSummary.Extent extent;
    try {
      extent = run(threads, () -> feed(stream, reader, first, threads.workers()));
    } finally {
      // The counts of the last chunks, also if there are too many rejects.
      reportCounts(threads.workers());
    }
    stream.refuseChange();
    return summary(header, threads.workers(), reader.bytesRead(), extent);
  }

  private static RowSummary.Extent run(WorkerThreads threads, WorkerThreads.Feeding feeding)
      throws RowSinkException, InterruptedException {
    try {
      threads.run(feeding);
      return RowSummary.Extent.WHOLE_FILE;
    } catch (RejectOrder.EnoughRejects e) {
      return RowSummary.Extent.UNTIL_ENOUGH_REJECTS;
    }
  }

  /**
   * Opens the file. An interrupt closes the file while it is read; the resulting I/O error is
   * reported as the interrupt.
   */
  private SourceStream open() throws InterruptedException {
    try {
      return SourceStream.open(source);
    } catch (Failure e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        Thread.interrupted();
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw e;
    }
  }

  private Chunk takeFirst() throws InterruptedException {
    try {
      return queue.takeEmpty();
    } catch (ChunkQueue.Stopped e) {
      throw new IllegalStateException("no worker has started", e);
    }
  }

  private List<RowWorker> workers(Header header) {
    List<RowWorker> workers = new ArrayList<>();
    for (RowSink sink : sinks) {
      RecordScanner scanner = new RecordScanner(dataset.csv().delimiter(), header.names().size());
      RowEncoder encoder =
          new RowEncoder(
              options.loadId(),
              sink,
              dataset,
              header,
              scanner,
              duplicates.map(DuplicateRows::worker));
      workers.add(new RowWorker(queue, order, encoder, scanner));
    }
    return workers;
  }

  /** Reads chunks until the end of the file and passes them to the workers. */
  private void feed(SourceStream stream, RecordReader reader, Chunk first, List<RowWorker> workers)
      throws InterruptedException, ChunkQueue.Stopped {
    queue.put(first);
    Chunk chunk = queue.takeEmpty();
    while (fill(stream, reader, chunk)) {
      progress.advance(stream.position(), stream.size(), "bytes");
      reportCounts(workers);
      queue.put(chunk);
      chunk = queue.takeEmpty();
    }
    queue.complete();
  }

  private void reportCounts(List<RowWorker> workers) {
    progress.rows(workers.stream().mapToLong(RowWorker::readSoFar).sum());
    progress.rejects(order.count());
  }

  private static boolean fill(SourceStream stream, RecordReader reader, Chunk chunk)
      throws InterruptedException {
    return guarded(stream, () -> reader.fill(chunk));
  }

  /** A step that reads from the file. */
  private interface Read<T> {
    T run() throws IOException;
  }

  private static <T> T guarded(SourceStream stream, Read<T> read) throws InterruptedException {
    try {
      return read.run();
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (IOException e) {
      throw stream.failure(e);
    }
  }

  private RowSummary summary(
      Header header, List<RowWorker> workers, long bytesRead, RowSummary.Extent extent) {
    long loaded = workers.stream().mapToLong(worker -> worker.encoder().rows()).sum();
    boolean whole = extent == RowSummary.Extent.WHOLE_FILE;
    // Workers that were stopped may have found rejects that they did not report.
    long read = whole ? workers.stream().mapToLong(RowWorker::read).sum() : loaded + order.count();
    order.judge(read);
    OptionalLong same =
        duplicates
            .filter(rows -> whole)
            .map(rows -> OptionalLong.of(loaded - rows.distinct()))
            .orElse(OptionalLong.empty());
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int index = 0; index < dataset.columns().size(); index++) {
      profiles.add(profile(dataset.columns().get(index), index, workers));
    }
    return new RowSummary(
        read,
        loaded,
        order.count(),
        same,
        profiles,
        header.names(),
        header.ignored(),
        bytesRead,
        extent);
  }

  private static ColumnProfile profile(Column column, int index, List<RowWorker> workers) {
    ColumnStatistics all = workers.get(0).encoder().statistics(index);
    for (RowWorker worker : workers.subList(1, workers.size())) {
      all.add(worker.encoder().statistics(index));
    }
    return all.profile(column.name());
  }

  @Override
  public void close() {
    duplicates.ifPresent(DuplicateRows::close);
  }
}
