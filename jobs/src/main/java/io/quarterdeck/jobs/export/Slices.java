package io.quarterdeck.jobs.export;

import java.util.ArrayList;
import java.util.List;

/** Cuts a load into ranges of blocks that are read side by side. */
final class Slices {
  /** Below this many rows, a slice costs more to start than it saves. */
  static final long LEAST_ROWS = 250_000;

  /** As many rows go into one file of a large load: enough tasks that all end at about one time. */
  static final long ROWS = 1_250_000;

  /** As many bytes of the table go into one file at most: about 100 MiB of Parquet. */
  static final long BYTES = 512L << 20;

  /** The most slices of one load: each is a connection to PostgreSQL and a Parquet file. */
  static final long MOST = 256;

  private Slices() {}

  /**
   * A load as it lies in its partition.
   *
   * @param rows its rows
   * @param bytes what they take on the server's disk
   * @param blockBytes the size of a block of it
   */
  record Extent(long rows, long bytes, long blockBytes) {
    long blocks() {
      return bytes / blockBytes;
    }
  }

  /**
   * Conditions that together hold for each row once: ranges of blocks, which PostgreSQL 14 and
   * newer read as they lie on the disk, without an index. The first and the last are open, so that
   * no row can fall outside.
   *
   * @param parallelism how many slices are read at a time
   */
  static List<String> of(Extent load, int parallelism) {
    long count = count(load, parallelism);
    List<String> conditions = new ArrayList<>();
    for (long slice = 0; slice < count; slice++) {
      List<String> ends = new ArrayList<>();
      if (slice > 0) {
        ends.add("ctid >= " + bound(load, slice, count));
      }
      if (slice < count - 1) {
        ends.add("ctid < " + bound(load, slice + 1, count));
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

  private static String bound(Extent load, long slice, long count) {
    return "'(%d,0)'::tid".formatted(Math.multiplyExact(load.blocks(), slice) / count);
  }
}
