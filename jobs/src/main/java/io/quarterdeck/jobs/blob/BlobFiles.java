package io.quarterdeck.jobs.blob;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * File operations on the storage account's containers that do not go through Spark. Each method
 * throws an {@link IOException} if the storage account is unreachable or refuses the request. Use
 * it on the driver's main thread only.
 */
public interface BlobFiles {
  /**
   * Returns the implementation for this environment. In the Databricks runtime it uses {@code
   * dbutils.fs}, because Unity Catalog gives Hadoop file systems credentials only for Spark's own
   * use (decision 0027). Elsewhere it uses Hadoop.
   *
   * @param configuration the settings of Hadoop file systems
   */
  static BlobFiles here(Supplier<Configuration> configuration) {
    return DatabricksFiles.ofRuntime().orElseGet(() -> new HadoopFiles(configuration.get()));
  }

  /** Checks that a container exists. */
  void check(URI container) throws IOException;

  /** Lists all files under a folder, in no particular order. A missing folder has no files. */
  List<BlobFile> list(Path folder) throws IOException;

  /** Reads the text of a small file, if the file exists. */
  Optional<String> read(Path file) throws IOException;

  /** Writes a small file, replacing an existing one. */
  void write(Path file, String text) throws IOException;

  /** Downloads a file. */
  void fetch(Path file, java.nio.file.Path local) throws IOException;

  /** Uploads a file, replacing an existing one. */
  void put(java.nio.file.Path local, Path file) throws IOException;

  /** Copies a file to any container, replacing an existing one. */
  void copy(Path from, Path to) throws IOException;

  /** Deletes a file or a folder with its content, if it exists. */
  void delete(Path path) throws IOException;
}
