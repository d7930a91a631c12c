package io.quarterdeck.local;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Serializes changes of the local stack: a second process waits for the first one. The operating
 * system releases the lock of a process that dies.
 */
public final class StackLock {
  private static final String WAITING = "wait for the local stack";
  private static final int WAIT_SECONDS = 600;

  /** The work to do while holding the lock. */
  @FunctionalInterface
  public interface Body<T> {
    T run() throws IOException;
  }

  private StackLock() {}

  /** Runs the body while no other process changes the folder. */
  public static <T> T holding(Path folder, Progress progress, Body<T> body) {
    Path file = folder.resolveSibling("local.lock");
    try {
      PrivateFiles.createFolder(folder);
      try (LockFile lock = LockFile.open(file)) {
        acquire(lock, file, progress);
        return body.run();
      }
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot change the local stack: %s; expected to write to %s. Fix its "
              + "permissions, or set QUARTERDECK_HOME to another folder.",
          e,
          folder);
    }
  }

  private static void acquire(LockFile lock, Path file, Progress progress) throws IOException {
    if (lock.acquire(WAITING, 0)) {
      return;
    }
    progress.phase("waiting for " + holder(file) + ", which changes the local stack");
    if (!lock.acquire(WAITING, WAIT_SECONDS)) {
      throw Failure.of(
          "Cannot change the local stack: %s holds %s for %s s; expected it to end. "
              + "End it, then run this again.",
          holder(file), file, WAIT_SECONDS);
    }
  }

  private static String holder(Path file) throws IOException {
    OptionalLong number = LockFile.holder(file);
    return number.isPresent() ? "process " + number.getAsLong() : "another process";
  }
}
