package io.quarterdeck.jobs.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SparkSession;

/**
 * Local storage as a process sees it that is killed: after a number of changes, the storage refuses
 * all further ones, as if the process did not exist anymore. What was changed before stays. Spark,
 * its checkpoints and Delta's log write through it.
 */
public final class MortalStorage extends RawLocalFileSystem {
  private static final long ALIVE = Long.MAX_VALUE;
  private static final AtomicLong LEFT = new AtomicLong(ALIVE);

  /** Makes a session use this storage for local files. */
  static void install(SparkSession session) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    hadoop.set("fs.file.impl", MortalStorage.class.getName());
    hadoop.set("fs.file.impl.disable.cache", "true");
    hadoop.set("fs.AbstractFileSystem.file.impl", Context.class.getName());
  }

  /** Makes a session use Hadoop's storage again. */
  static void remove(SparkSession session) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    hadoop.unset("fs.file.impl");
    hadoop.unset("fs.file.impl.disable.cache");
    hadoop.unset("fs.AbstractFileSystem.file.impl");
    revive();
  }

  /** Kills the process after this number of changes. */
  static void killAfter(long changes) {
    LEFT.set(changes);
  }

  /** Starts a new process. Returns the number of changes that the earlier one had left. */
  static long revive() {
    return LEFT.getAndSet(ALIVE);
  }

  /** Whether the process was killed. */
  static boolean isDead() {
    return LEFT.get() <= 0;
  }

  private static void change(Path path) throws IOException {
    if (LEFT.get() != ALIVE && LEFT.getAndDecrement() <= 0) {
      throw new IOException("The process was killed before it changed " + path);
    }
  }

  @Override
  protected OutputStream createOutputStream(Path file, boolean append) throws IOException {
    change(file);
    return super.createOutputStream(file, append);
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    change(file);
    return super.createOutputStreamWithMode(file, append, permission);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change(to);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change(path);
    return super.delete(path, recursive);
  }

  /** The form in which Delta's log uses the storage. */
  public static final class Context extends DelegateToFileSystem {
    /** Hadoop creates it by its class name. */
    public Context(URI uri, Configuration configuration)
        throws IOException, java.net.URISyntaxException {
      super(uri, new MortalStorage(), configuration, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public boolean isValidName(String name) {
      return true;
    }
  }
}
