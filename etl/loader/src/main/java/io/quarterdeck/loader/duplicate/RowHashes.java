package io.quarterdeck.loader.duplicate;

/** Collects the hashes of one worker's rows by bucket and passes them on in batches. */
public final class RowHashes {
  /** The batch size in longs: 1 KiB per bucket, or 256 KiB for all buckets. */
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

  /** Passes on the remaining hashes. */
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
