package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.loader.failure.Failure;
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

/**
 * Ensures that only one bootstrap runs in a checkout. The operating system releases the lock if the
 * process ends.
 */
final class BootstrapLock {
  private BootstrapLock() {}

  /**
   * Runs the body while holding the lock.
   *
   * @throws Failure if another bootstrap holds the lock; the message names the process and its
   *     start time
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
        throw Failure.of(
            "Cannot bootstrap: %s is running a bootstrap; expected one bootstrap of a "
                + "checkout at a time. Wait until it has ended, then run this again.",
            Files.readString(file).strip());
      }
      return body.get();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static Failure unwritable(Path file, IOException e) {
    return Failure.causedBy(
        e,
        "Cannot bootstrap: %s; expected to write to %s. Correct its permissions, "
            + "or set QUARTERDECK_HOME to another folder.",
        e,
        file);
  }

  private static boolean taken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return false;
      }
    } catch (OverlappingFileLockException e) {
      // This JVM holds the lock, for example because a test runs two commands.
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
