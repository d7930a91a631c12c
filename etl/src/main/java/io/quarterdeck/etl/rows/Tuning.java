package io.quarterdeck.etl.rows;

/**
 * Sizes that no user needs to set; tests make them small.
 *
 * @param chunkBytes how much is read at once and handed to a worker
 * @param maximumRecordBytes about how long a record may be before the reading ends
 * @param duplicateBytes how much memory the hashes of rows may take before they go to disk
 */
record Tuning(int chunkBytes, int maximumRecordBytes, int duplicateBytes) {
  /** A quarter MiB keeps a chunk in the second-level cache and both workers busy to the end. */
  static final Tuning DEFAULT = new Tuning(1 << 18, 1 << 26, 1 << 25);
}
