package io.quarterdeck.jobs.blob;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import scala.collection.Iterator;

/**
 * Implements file operations with {@code dbutils.fs}, which has the job's privileges on Unity
 * Catalog external locations.
 */
final class DatabricksFiles implements BlobFiles {
  /** The maximum size of a small file in bytes. A manifest has some hundred bytes for each load. */
  private static final int SMALL = 64 << 20;

  private final RuntimeObject fs;

  private DatabricksFiles(RuntimeObject fs) {
    this.fs = fs;
  }

  /**
   * Returns the implementation of the Databricks runtime, {@code
   * com.databricks.dbutils_v1.DBUtilsHolder.dbutils.fs}, if this is one.
   */
  static Optional<BlobFiles> ofRuntime() {
    try {
      Class<?> holder = Class.forName("com.databricks.dbutils_v1.DBUtilsHolder");
      Object dbutils =
          Objects.requireNonNull(
              holder.getMethod("dbutils").invoke(null), "dbutils is null in this thread");
      return Optional.of(new DatabricksFiles(new RuntimeObject(dbutils).part("fs")));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException("no dbutils.fs in Databricks' runtime: " + e, e);
    }
  }

  @Override
  public void check(URI container) throws IOException {
    fs.call("ls", container + "/");
  }

  @Override
  public List<BlobFile> list(Path folder) throws IOException {
    List<BlobFile> found = new ArrayList<>();
    try {
      addFiles(folder.toString(), found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return found;
  }

  private void addFiles(String folder, List<BlobFile> found) throws IOException {
    Object listed = fs.call("ls", folder);
    Iterator<?> entries = ((scala.collection.Iterable<?>) listed).iterator();
    while (entries.hasNext()) {
      RuntimeObject entry = new RuntimeObject(entries.next());
      String path = (String) entry.call("path");
      if (((String) entry.call("name")).endsWith("/")) {
        addFiles(path, found);
      } else {
        found.add(new BlobFile(new Path(path), (long) entry.call("modificationTime")));
      }
    }
  }

  @Override
  public Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of((String) fs.call("head", file.toString(), SMALL));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(Path file, String text) throws IOException {
    fs.call("put", file.toString(), text, true);
  }

  @Override
  public void fetch(Path file, java.nio.file.Path local) throws IOException {
    fs.call("cp", file.toString(), onDriver(local), false);
    // Hadoop's local file system writes a checksum file next to the file.
    Files.deleteIfExists(local.resolveSibling("." + local.getFileName() + ".crc"));
  }

  @Override
  public void put(java.nio.file.Path local, Path file) throws IOException {
    replace(onDriver(local), file);
  }

  @Override
  public void copy(Path from, Path to) throws IOException {
    replace(from.toString(), to);
  }

  // The documentation does not state whether cp replaces a file.
  private void replace(String from, Path to) throws IOException {
    delete(to);
    fs.call("cp", from, to.toString(), false);
  }

  @Override
  public void delete(Path path) throws IOException {
    try {
      fs.call("rm", path.toString(), true);
    } catch (FileNotFoundException e) {
      // The file is already absent.
    }
  }

  private static String onDriver(java.nio.file.Path local) {
    return "file:" + local.toAbsolutePath();
  }
}
