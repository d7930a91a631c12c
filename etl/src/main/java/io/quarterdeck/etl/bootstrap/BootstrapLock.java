package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** One bootstrap of a checkout at a time. The system lets go of the lock when its holder dies. */
final class BootstrapLock {
  private BootstrapLock() {}

  /**
   * Runs the body while holding the lock.
   *
   * @throws Failure when another bootstrap has it; the message says which process and since when
   */
  static <T> T holding(Path stateFolder, Supplier<T> body) {
    Path file = stateFolder.resolve("bootstrap.lock");
    try {
      Files.createDirectories(stateFolder);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!taken(channel)) {
        throw new Failure(
            "Cannot bootstrap: "
                + Files.readString(file).strip()
                + " is at it; expected one bootstrap of a checkout at a time. Wait until it has"
                + " ended, then run this again.");
      }
      return body.get();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static Failure unwritable(Path file, IOException e) {
    return new Failure(
        "Cannot bootstrap: "
            + e
            + "; expected to write to "
            + file
            + ". Mend its rights, or set QUARTERDECK_HOME to another folder.",
        e);
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return false;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very JVM, as when a test runs two commands in it.
      return false;
    }
    String holder =
        "process %d, since %s,"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return true;
  }
}
