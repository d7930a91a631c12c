package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One change of the local stack at a time; the next waits. The system frees a dead holder's lock.
 */
public final class StackLock {
  private static final int WAIT_SECONDS = 600;

  /** What is done while holding the lock. */
  @FunctionalInterface
  public interface Body<T> {
    T run() throws IOException;
  }

  private StackLock() {}

  /** Does it while nobody else changes what the folder holds. */
  public static <T> T holding(Path folder, Progress progress, Body<T> body) {
    Path file = folder.resolveSibling("local.lock");
    try {
      PrivateFiles.createFolder(folder);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        acquire(channel, file, progress);
        return body.run();
      }
    } catch (IOException e) {
      throw new Failure(
          "Cannot change the local stack: "
              + e
              + "; expected to write to "
              + folder
              + ". Mend its rights, or set QUARTERDECK_HOME to another folder.",
          e);
    }
  }

  private static void acquire(FileChannel channel, Path file, Progress progress)
      throws IOException {
    if (!acquired(channel)) {
      progress.phase("waiting for " + holder(file) + ", which changes the local stack");
      if (!Processes.await("wait for the local stack", WAIT_SECONDS, () -> acquired(channel))) {
        throw new Failure(
            "Cannot change the local stack: "
                + holder(file)
                + " holds "
                + file
                + " for "
                + WAIT_SECONDS
                + " s; expected it to end. End it, then run this again.");
      }
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
  }

  private static String holder(Path file) throws IOException {
    String number = Files.readString(file).strip();
    return number.isEmpty() ? "another process" : "process " + number;
  }

  private static boolean acquired(FileChannel channel) {
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
}
