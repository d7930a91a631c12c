package io.quarterdeck.jobs.export;

import java.util.ArrayList;
import java.util.List;

/** Splits a load into ranges of blocks that are read in parallel. */
final class Splits {
  /** The minimum number of rows in a split: starting a smaller one costs more than it saves. */
  static final long LEAST_ROWS = 250_000;

  /**
   * The number of rows per split of a large load: small enough that tasks end at about the same
   * time.
   */
  static final long ROWS = 1_250_000;

  /** The maximum size of a split in the table, in bytes: about 100 MiB of Parquet. */
  static final long BYTES = 512L << 20;

  /**
   * The maximum number of splits of a load. Each split needs a connection to PostgreSQL and creates
   * a Parquet file.
   */
  static final long MOST = 256;

  private Splits() {}

  /**
   * The size of a load's partition.
   *
   * @param rows the number of rows
   * @param bytes the size on the server's disk, in bytes
   * @param blockBytes the size of a disk block, in bytes
   */
  record Extent(long rows, long bytes, long blockBytes) {
    long blocks() {
      return bytes / blockBytes;
    }
  }

  /**
   * Returns SQL conditions, of which exactly one is true for each row. They are ranges of blocks,
   * which PostgreSQL 14 and newer read in disk order without an index. The first and the last range
   * are open, so that every row is included.
   *
   * @param parallelism the number of splits that are read in parallel
   */
  static List<String> of(Extent load, int parallelism) {
    long count = count(load, parallelism);
    List<String> conditions = new ArrayList<>();
    for (long split = 0; split < count; split++) {
      List<String> ends = new ArrayList<>();
      if (split > 0) {
        ends.add("ctid >= " + bound(load, split, count));
      }
      if (split < count - 1) {
        ends.add("ctid < " + bound(load, split + 1, count));
      }
      conditions.add(ends.isEmpty() ? "true" : String.join(" and ", ends));
    }
    return List.copyOf(conditions);
  }

  private static long count(Extent load, int parallelism) {
    long busy = Math.min(parallelism, load.rows() / LEAST_ROWS);
    long sized = Math.max(load.rows() / ROWS, load.bytes() / BYTES);
    return Math.max(1, Math.min(MOST, Math.max(busy, sized)));
  }

  private static String bound(Extent load, long split, long count) {
    return "'(%d,0)'::tid".formatted(Math.multiplyExact(load.blocks(), split) / count);
  }
}
