package io.quarterdeck.loader.rows;

/**
 * Sizes that users do not set. Tests use small values.
 *
 * @param chunkBytes the size of a chunk that is read and passed to a worker
 * @param maximumRecordBytes the approximate maximum length of a record; a longer one fails the
 *     reading
 * @param duplicateBytes the memory for hashes of rows; further hashes go to disk
 */
record Tuning(int chunkBytes, int maximumRecordBytes, int duplicateBytes) {
  /**
   * A chunk of 256 KiB fits into the second-level cache, and small chunks keep all workers busy
   * until the end.
   */
  static final Tuning DEFAULT = new Tuning(1 << 18, 1 << 26, 1 << 25);
}
