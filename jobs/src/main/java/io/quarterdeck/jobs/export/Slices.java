package io.quarterdeck.jobs.export;

import java.util.ArrayList;
import java.util.List;

/** Cuts a load into ranges of lines that are read side by side. */
final class Slices {
  /** Below this many rows, a slice costs more to start than it saves. */
  static final long LEAST_ROWS = 250_000;

  /**
   * As many rows go into one file where more processors than that are not idle: some MiB of
   * Parquet, and a part small enough for PostgreSQL to find it by its key in the place of scanning
   * all.
   */
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
   * @param first its first line
   * @param last its last line
   */
  record Extent(long rows, long bytes, long first, long last) {}

  /**
   * Conditions that together hold for each line once. The first and the last are open, so that no
   * line can fall outside.
   *
   * @param parallelism how many slices are read at a time
   */
  static List<String> of(Extent load, int parallelism) {
    long first = load.first();
    long last = load.last();
    long count = count(load, parallelism);
    List<String> conditions = new ArrayList<>();
    for (long slice = 0; slice < count; slice++) {
      List<String> ends = new ArrayList<>();
      if (slice > 0) {
        ends.add("load_line >= " + bound(first, last, slice, count));
      }
      if (slice < count - 1) {
        ends.add("load_line < " + bound(first, last, slice + 1, count));
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

  private static long bound(long first, long last, long slice, long count) {
    return first + Math.multiplyExact(last - first + 1, slice) / count;
  }
}
