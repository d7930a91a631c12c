package io.quarterdeck.etl.rows.duplicate;

/** The hashes of one worker's rows, gathered by bucket before they are handed on. */
public final class RowHashes {
  /** Longs gathered per bucket: 1 KiB, and 256 KiB for all of them. */
  private static final int GATHERED = 128;

  private final DuplicateRows rows;
  private final RowHash hash;
  private final long[] gathered = new long[Buckets.COUNT * GATHERED];
  private final int[] sizes = new int[Buckets.COUNT];

  RowHashes(DuplicateRows rows, RowHash hash) {
    this.rows = rows;
    this.hash = hash;
  }

  /** Adds a row. */
  public void add(byte[] bytes, int from, int to) {
    hash.hash(bytes, from, to);
    int bucket = Buckets.of(hash.first());
    int at = bucket * GATHERED + sizes[bucket];
    gathered[at] = hash.first();
    gathered[at + 1] = hash.second();
    sizes[bucket] += 2;
    if (sizes[bucket] == GATHERED) {
      handOn(bucket);
    }
  }

  /** Hands on what is still gathered here. */
  public void flush() {
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      handOn(bucket);
    }
  }

  private void handOn(int bucket) {
    rows.add(bucket, gathered, bucket * GATHERED, sizes[bucket]);
    sizes[bucket] = 0;
  }
}
