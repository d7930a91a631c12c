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

/** One bootstrap of a checkout at a time. The system lets go of the lock when its holder dies. */
final class BootstrapLock implements AutoCloseable {
  private final FileChannel channel;

  private BootstrapLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Failure when another bootstrap has it; the message says which process and since when
   */
  static BootstrapLock take(Path stateFolder) {
    Path file = stateFolder.resolve("bootstrap.lock");
    try {
      Files.createDirectories(stateFolder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!taken(channel)) {
        channel.close();
        throw new Failure(
            "Cannot bootstrap: "
                + Files.readString(file).strip()
                + " is at it; expected one bootstrap of a checkout at a time. Wait until it has"
                + " ended, then run this again.");
      }
      return new BootstrapLock(channel);
    } catch (IOException e) {
      throw new Failure(
          "Cannot bootstrap: "
              + e
              + "; expected to write to "
              + file
              + ". Mend its rights, or set QUARTERDECK_HOME to another folder.",
          e);
    }
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

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Failure(
          "Cannot let go of the bootstrap's lock: " + e + "; expected to. Run this again.", e);
    }
  }
}
