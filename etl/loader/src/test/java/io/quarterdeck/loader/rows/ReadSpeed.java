package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how fast a file of the reference dataset is read into sinks that discard it: {@code
 * ReadSpeed FILE [WORKERS [ROUNDS]]}. The first round shows the time in a new process.
 */
final class ReadSpeed {
  private ReadSpeed() {}

  public static void main(String[] args) throws Exception {
    int workers = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    RowSummary summary = null;
    for (int round = 1; round <= rounds; round++) {
      AtomicLong bytes = new AtomicLong();
      List<RowSink> sinks = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        sinks.add((block, offset, length) -> bytes.addAndGet(length));
      }
      long start = System.nanoTime();
      summary = run(Path.of(args[0]), sinks);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("round %d: %.3f s, %d bytes out%n", round, seconds, bytes.get());
    }
    System.out.println(summary);
    System.out.println("JVM up for " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
  }

  private static RowSummary run(Path file, List<RowSink> sinks) throws Exception {
    DuplicateCounting counting =
        Boolean.getBoolean("skipDuplicates") ? DuplicateCounting.SKIP : DuplicateCounting.COUNT;
    return RowPipeline.run(
        new RowSource(file),
        bank(),
        new RowOptions(
            1, RejectLimit.none(), counting, Path.of(System.getProperty("java.io.tmpdir"))),
        sinks,
        reject -> {},
        Progress.silent());
  }

  private static Dataset bank() {
    return Datasets.of(
        Datasets.column("date", new ColumnType.Date("dd-MM-yyyy")),
        Datasets.column("domain", new ColumnType.Text()),
        Datasets.column("location", new ColumnType.Text()),
        Datasets.column("value", new ColumnType.BigInt()),
        Datasets.column("transaction_count", new ColumnType.Int()));
  }
}
