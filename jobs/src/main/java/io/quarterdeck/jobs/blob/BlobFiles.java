package io.quarterdeck.jobs.blob;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Files in the storage account's containers, for what a job does besides Spark's own reading and
 * writing. Each method throws an {@link IOException} when the storage account cannot be reached or
 * refuses. For the driver's main thread.
 */
public interface BlobFiles {
  /**
   * The way to them from here: Databricks' where this is its runtime, where Unity Catalog gives
   * Hadoop's file systems no credentials but for Spark itself (decision 0027); else Hadoop's.
   *
   * @param configuration the settings of Hadoop's file systems
   */
  static BlobFiles here(Supplier<Configuration> configuration) {
    return DatabricksFiles.ofRuntime().orElseGet(() -> new HadoopFiles(configuration.get()));
  }

  /** Asks for a container, which must be there. */
  void check(URI container) throws IOException;

  /** All files beneath a folder, in no order; none when it is not there. */
  List<BlobFile> list(Path folder) throws IOException;

  /** The text of a small file, if it is there. */
  Optional<String> read(Path file) throws IOException;

  /** Makes a small file of a text, or replaces it. */
  void write(Path file, String text) throws IOException;

  /** Copies a file to this machine. */
  void fetch(Path file, java.nio.file.Path local) throws IOException;

  /** Copies a file of this machine there, or replaces what is there. */
  void put(java.nio.file.Path local, Path file) throws IOException;

  /** Copies a file to another place, in any container, or replaces what is there. */
  void copy(Path from, Path to) throws IOException;

  /** Deletes a file, or a folder with all in it, if it is there. */
  void delete(Path path) throws IOException;
}
