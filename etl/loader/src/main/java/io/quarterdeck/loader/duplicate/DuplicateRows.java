package io.quarterdeck.loader.duplicate;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * Counts rows that equal an earlier row, in limited memory. Each row is reduced to a hash of 127
 * bits. Hashes are kept in memory up to a limit and on disk beyond it, and each of 256 buckets is
 * counted separately. The probability that two different rows are counted as duplicates is about n²
 * / 2^128 for n rows: 3 in 10^23 for one hundred million rows. Each run uses its own seed.
 *
 * <p>All workers share one instance, and each uses its own {@link RowHashes}.
 */
public final class DuplicateRows implements AutoCloseable {
  /** Opens the file for hashes that do not fit into memory. */
  interface Spill {
    SpillFile open() throws IOException;
  }

  /** The largest number of hashes that are counted at once. Their set takes at most 32 MiB. */
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
   * Creates a counter.
   *
   * @param directory the directory for temporary files
   * @param memoryBytes the memory for hashes; further hashes go to disk
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

  /** Creates the collector for the rows of one worker. */
  public RowHashes worker() {
    return new RowHashes(this, new RowHash(firstSeed, secondSeed));
  }

  synchronized void add(int bucket, long[] hashes, int from, int length) {
    buckets.add(bucket, hashes, from, length);
    if (buckets.held() >= maximumLongs) {
      spill();
    }
  }

  /** The number of different rows. Call this after every worker has flushed its hashes. */
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

  /** Deletes the temporary file. */
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

  /**
   * Counts the hashes of a bucket. If they do not fit into the set, counts them in several parts.
   */
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

  /** The number of a hash's part: the bits that follow those of the bucket. */
  private static int part(long first, int partBits) {
    return (int) (first >>> (56 - partBits)) & ((1 << partBits) - 1);
  }

  private Failure failure(IOException e) {
    return Failure.causedBy(
        e,
        "Cannot count duplicates in %s: %s; expected free space of 16 bytes per "
            + "row. Free some space there, set another temporary directory, or skip the "
            + "count with --skip-duplicates.",
        place,
        SystemReason.of(e));
  }
}
