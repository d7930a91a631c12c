package io.quarterdeck.etl.rows.duplicate;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.SystemReason;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Counts rows that equal an earlier one, in bounded memory: each row becomes a hash of 127 bits,
 * hashes are kept in memory up to a bound and on disk beyond it, and each of 256 buckets is then
 * counted by itself. Two different rows are taken for one with odds of about n² / 2^128 for n rows:
 * for a hundred million, 3 in 10^23. Each run has its own seed.
 *
 * <p>Workers share one; each uses its own {@link RowHashes}.
 */
public final class DuplicateRows implements AutoCloseable {
  /** Opens the file for hashes that do not fit the memory. */
  interface Spill {
    SpillFile open() throws IOException;
  }

  /** The most hashes that are counted at once: their set takes at most 32 MiB. */
  private static final int SET_HASHES = 1 << 20;

  private final Spill spill;
  private final String place;
  private final long maximumLongs;
  private final int setHashes;
  private final Buckets buckets = new Buckets();
  private final long firstSeed;
  private final long secondSeed;
  private SpillFile file;

  /**
   * Counts with the temporary files in a directory.
   *
   * @param memoryBytes how much memory the hashes may take before they go to disk
   */
  public DuplicateRows(Path directory, int memoryBytes) {
    this(() -> SpillFile.in(directory), directory.toString(), memoryBytes, SET_HASHES);
  }

  DuplicateRows(Spill spill, String place, int memoryBytes, int setHashes) {
    this.spill = spill;
    this.place = place;
    this.maximumLongs = memoryBytes / Long.BYTES;
    this.setHashes = setHashes;
    SecureRandom random = new SecureRandom();
    this.firstSeed = random.nextLong();
    this.secondSeed = random.nextLong();
  }

  /** What one worker adds its rows to. */
  public RowHashes worker() {
    return new RowHashes(this, new RowHash(firstSeed, secondSeed));
  }

  synchronized void add(int bucket, long[] hashes, int from, int length) {
    buckets.add(bucket, hashes, from, length);
    if (buckets.held() >= maximumLongs) {
      spill();
    }
  }

  /** How many different rows there are, once every worker has flushed its hashes. */
  public synchronized long distinct() {
    HashSet128 set = new HashSet128();
    long distinct = 0;
    try {
      for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
        distinct += distinct(bucket, set);
      }
    } catch (IOException e) {
      throw failure(e);
    }
    return distinct;
  }

  /** Deletes what went to disk. */
  @Override
  public synchronized void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  private void spill() {
    try {
      if (file == null) {
        file = spill.open();
      }
      file.write(buckets);
    } catch (IOException e) {
      throw failure(e);
    }
    buckets.clear((int) Math.min(Integer.MAX_VALUE, 2 * maximumLongs / Buckets.COUNT + 1));
  }

  /** Counts a bucket at once, or in as many parts as it takes for a part to fit the set. */
  private long distinct(int bucket, HashSet128 set) throws IOException {
    long hashes = (buckets.size(bucket) + (file == null ? 0 : file.size(bucket))) / 2;
    for (int partBits = 0; ; partBits++) {
      long distinct = distinct(bucket, set, partBits, (int) Math.min(hashes, setHashes));
      if (distinct >= 0) {
        return distinct;
      }
    }
  }

  private long distinct(int bucket, HashSet128 set, int partBits, int room) throws IOException {
    long distinct = 0;
    for (int part = 0; part < 1 << partBits; part++) {
      set.reset(room);
      if (!collect(bucket, set, partBits, part)) {
        return -1;
      }
      distinct += set.size();
    }
    return distinct;
  }

  private boolean collect(int bucket, HashSet128 set, int partBits, int part) throws IOException {
    long[] held = buckets.hashes(bucket);
    for (int at = 0; at < buckets.size(bucket); at += 2) {
      if (part(held[at], partBits) == part && !set.add(held[at], held[at + 1])) {
        return false;
      }
    }
    return file == null
        || file.read(
            bucket, (first, second) -> part(first, partBits) != part || set.add(first, second));
  }

  /** The bits after those that chose the bucket. */
  private static int part(long first, int partBits) {
    return (int) (first >>> (56 - partBits)) & ((1 << partBits) - 1);
  }

  private Failure failure(IOException e) {
    return new Failure(
        "Cannot count duplicates in "
            + place
            + ": "
            + SystemReason.of(e)
            + "; expected room for 16 bytes per row. Make room there, set another temporary"
            + " directory, or leave duplicates out with --skip-duplicates.",
        e);
  }
}
