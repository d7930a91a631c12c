package io.quarterdeck.jobs.faults;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files. The JVM halts before one of the changes, as if the process were killed there. The
 * changes are counted from {@link #begin}. Thread-safe.
 */
public final class HaltingFiles extends LocalFileSystem {
  private static final int KILLED = 137;
  private static final AtomicInteger CHANGES = new AtomicInteger();
  private static volatile int last = Integer.MAX_VALUE;

  /**
   * Begins to count.
   *
   * @param change the number of the change before which the JVM halts, from 1; 0 to halt never
   */
  static void begin(int change) {
    CHANGES.set(0);
    last = change == 0 ? Integer.MAX_VALUE : change;
  }

  /** Returns the number of changes since the beginning. */
  static int changes() {
    return CHANGES.get();
  }

  private static void change() {
    if (CHANGES.incrementAndGet() >= last) {
      // No finally block and no shutdown hook runs.
      Runtime.getRuntime().halt(KILLED);
    }
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }
}
