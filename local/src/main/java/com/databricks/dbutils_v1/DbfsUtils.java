package com.databricks.dbutils_v1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The file utilities, with the signatures of Databricks' Scala API. They read the storage account
 * key from the JVM's Spark settings. Thread-safe.
 */
public final class DbfsUtils {
  private static final String HADOOP = "spark.hadoop.";

  private final Configuration configuration = new Configuration();

  DbfsUtils() {
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith(HADOOP)) {
                configuration.set(name.substring(HADOOP.length()), System.getProperty(name));
              }
            });
  }

  /** Lists the entries of a folder. */
  public Seq<FileInfo> ls(String dir) throws IOException {
    Path folder = new Path(dir);
    // Azurite lists a folder that has a marker blob twice.
    Map<String, FileInfo> entries = new LinkedHashMap<>();
    for (FileStatus entry : of(folder).listStatus(folder)) {
      String slash = entry.isDirectory() ? "/" : "";
      String path = entry.getPath() + slash;
      entries.put(
          path,
          new FileInfo(
              path,
              entry.getPath().getName() + slash,
              entry.getLen(),
              entry.getModificationTime()));
    }
    return CollectionConverters.asScala(entries.values()).toSeq();
  }

  /** Deletes a file or a folder. */
  public boolean rm(String dir, boolean recurse) throws IOException {
    Path path = new Path(dir);
    return of(path).delete(path, recurse);
  }

  /**
   * Copies a file or a folder. Databricks does not document whether it replaces an existing file;
   * this method does not.
   */
  public boolean cp(String from, String to, boolean recurse) throws IOException {
    Path source = new Path(from);
    Path target = new Path(to);
    return FileUtil.copy(of(source), source, of(target), target, false, false, configuration);
  }

  /** Returns the first bytes of a file as text. */
  public String head(String file, int maxBytes) throws IOException {
    Path path = new Path(file);
    try (InputStream in = of(path).open(path)) {
      return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
    }
  }

  /** Writes a text to a file. */
  public boolean put(String file, String contents, boolean overwrite) throws IOException {
    Path path = new Path(file);
    try (OutputStream out = of(path).create(path, overwrite)) {
      out.write(contents.getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  private FileSystem of(Path path) throws IOException {
    return path.getFileSystem(configuration);
  }
}
