package io.quarterdeck.local.process;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * A lock file that one process at a time holds, and that contains the id of its holder. The
 * operating system releases the lock when the process ends for any reason.
 */
public final class LockFile implements AutoCloseable {
  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file, and creates it if necessary. Does not acquire the lock. */
  public static LockFile open(Path file) throws IOException {
    return new LockFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Returns whether a process holds the lock. The check itself holds the lock for a moment. */
  public static boolean isHeld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (LockFile probe = open(file)) {
      return !probe.isLocked();
    }
  }

  /**
   * Returns the id of the process that acquired the lock last, if any. A process that has just
   * acquired the lock may not have written its id yet.
   */
  public static OptionalLong holder(Path file) throws IOException {
    String number = Files.exists(file) ? Files.readString(file).strip() : "";
    return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
  }

  /**
   * Acquires the lock until this object is closed or the process ends.
   *
   * @param what what the lock is for; used in the message if the wait is interrupted
   * @param seconds how long to wait; 0 tries once
   * @return whether the lock was acquired in time
   */
  public boolean acquire(String what, int seconds) throws IOException {
    if (!Polling.await(what, seconds, this::isLocked)) {
      return false;
    }
    channel.truncate(0);
    String number = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)));
    return true;
  }

  /** Tries to acquire the lock, and returns whether that succeeded. */
  private boolean isLocked() {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM holds the lock.
      return false;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot lock the local stack: %s; expected a file system with locks. Set "
              + "QUARTERDECK_HOME to a folder on a local disk.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
