package io.quarterdeck.loader.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuplicateRowsTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path directory;

  @Test
  void distinctRowsAreCountedExactlyInMemoryAndOnDisk() {
    for (int memoryBytes : new int[] {1 << 25, 1 << 16, 1 << 12}) {
      Random random = new Random(memoryBytes);
      Set<Long> expected = new HashSet<>();
      try (DuplicateRows rows = new DuplicateRows(directory, memoryBytes)) {
        RowHashes first = rows.worker();
        RowHashes second = rows.worker();
        for (int row = 0; row < 200_000; row++) {
          long value = random.nextInt(150_000);
          expected.add(value);
          add(random.nextBoolean() ? first : second, value);
        }
        first.flush();
        second.flush();
        assertThat(rows.distinct()).isEqualTo(expected.size());
      }
      assertThat(files()).isZero();
    }
  }

  @Test
  void aBucketTooLargeForTheSetIsCountedInParts() {
    DuplicateRows.Spill spill = () -> SpillFile.in(directory);
    try (DuplicateRows rows = new DuplicateRows(spill, "here", 1 << 16, 16)) {
      RowHashes hashes = rows.worker();
      for (int row = 0; row < 100_000; row++) {
        add(hashes, row / 2);
      }
      hashes.flush();
      assertThat(rows.distinct()).isEqualTo(50_000);
    }
  }

  @Test
  void equalRowsAreCountedAsOneDistinctRow() {
    try (DuplicateRows rows = new DuplicateRows(directory, 1 << 16)) {
      RowHashes hashes = rows.worker();
      for (int row = 0; row < 100_000; row++) {
        add(hashes, 7);
      }
      hashes.flush();
      assertThat(rows.distinct()).isEqualTo(1);
    }
  }

  @Test
  void rowsThatDifferInOneByteOrInLengthAreDistinct() {
    RowHash hash = new RowHash(1, 2);
    Set<String> hashes = new HashSet<>();
    for (int length = 0; length < 40; length++) {
      byte[] row = new byte[length];
      hash.hash(row, 0, length);
      hashes.add(hash.first() + " " + hash.second());
      for (int at = 0; at < length; at++) {
        row[at] = 1;
        hash.hash(row, 0, length);
        hashes.add(hash.first() + " " + hash.second());
        row[at] = 0;
      }
    }
    assertThat(hashes).hasSize(40 + 39 * 40 / 2);
  }

  @Test
  void aFullDiskIsAFailureWithAdvice() {
    assumeTrue(Files.exists(FULL), "this system has no /dev/full");
    DuplicateRows.Spill full =
        () -> new SpillFile(FileChannel.open(FULL, StandardOpenOption.WRITE));
    try (DuplicateRows rows = new DuplicateRows(full, "/tmp", 1 << 12, 1 << 10)) {
      RowHashes hashes = rows.worker();
      assertThatThrownBy(
              () -> {
                for (int row = 0; row < 100_000; row++) {
                  add(hashes, row);
                }
              })
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot count duplicates in /tmp: No space left on device; expected free"
                  + " space of 16 bytes per row. Free some space there, set another temporary"
                  + " directory, or skip the count with --skip-duplicates.");
    }
  }

  @Test
  void aMissingTemporaryDirectoryIsAFailure() {
    Path missing = directory.resolve("missing");
    try (DuplicateRows rows = new DuplicateRows(missing, 16)) {
      RowHashes hashes = rows.worker();
      add(hashes, 1);
      assertThatThrownBy(hashes::flush)
          .hasMessageStartingWith(
              "Cannot count duplicates in " + missing + ": No such file or directory;");
    }
  }

  private static void add(RowHashes hashes, long value) {
    byte[] row = ByteBuffer.allocate(20).putInt(9).putLong(value * 3).putLong(value).array();
    hashes.add(row, 4, 20);
  }

  private long files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
