package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
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
 * A file that one process at a time holds, and that names it. The system frees it when that process
 * dies, however it dies.
 */
public final class LockFile implements AutoCloseable {
  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file, which is made if need be; this holds nothing yet. */
  public static LockFile open(Path file) throws IOException {
    return new LockFile(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Whether somebody holds the file. Asking holds it for that moment. */
  public static boolean isHeld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (LockFile probe = open(file)) {
      return !probe.isLocked();
    }
  }

  /**
   * The number of the process that took the file last, if any did. Who has just taken it may not
   * have written its own yet.
   */
  public static OptionalLong holder(Path file) throws IOException {
    String number = Files.exists(file) ? Files.readString(file).strip() : "";
    return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
  }

  /**
   * Takes the file, to hold it until this is closed or the process ends.
   *
   * @param what what it is taken for, for the message when the wait is interrupted
   * @param seconds how long to wait for it; with 0 it is tried once
   * @return whether it was to be had in time
   */
  public boolean acquire(String what, int seconds) throws IOException {
    if (!Processes.await(what, seconds, this::isLocked)) {
      return false;
    }
    channel.truncate(0);
    String number = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(number.getBytes(StandardCharsets.US_ASCII)));
    return true;
  }

  /** Tries to lock it, and says whether that succeeded. */
  private boolean isLocked() {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this JVM.
      return false;
    } catch (IOException e) {
      throw new Failure(
          "Cannot lock the local stack: "
              + e
              + "; expected a file system with locks. Set QUARTERDECK_HOME to a folder on a local"
              + " disk.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
