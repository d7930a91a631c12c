package io.quarterdeck.jobs.export;

import java.util.ArrayList;
import java.util.List;

/** Cuts a load into ranges of lines that are read side by side. */
final class Slices {
  /** Below this many rows, a slice costs more to start than it saves. */
  static final long ROWS = 250_000;

  /** The most slices of one load: each is a connection to PostgreSQL and a Parquet file. */
  static final long MOST = 256;

  private Slices() {}

  /**
   * Conditions that together hold for each line once. The first and the last are open, so that no
   * line can fall outside.
   *
   * @param rows the rows of the load
   * @param first its first line
   * @param last its last line
   */
  static List<String> of(long rows, long first, long last) {
    long count = Math.max(1, Math.min(MOST, rows / ROWS));
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

  private static long bound(long first, long last, long slice, long count) {
    return first + Math.multiplyExact(last - first + 1, slice) / count;
  }
}
