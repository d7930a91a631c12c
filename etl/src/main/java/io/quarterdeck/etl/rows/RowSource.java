package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.SystemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;

/**
 * The file that is read; it is compressed if its name ends in {@code .gz}.
 *
 * @param path where it lies
 */
public record RowSource(Path path) {
  /** A file's size and the time of its last change. */
  record State(long size, FileTime modified) {}

  boolean compressed() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** The file as it is now; a directory or a missing file is a failure. */
  State state() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new Failure(
            "Cannot read " + path + ": it is a directory; expected a file. Name a file.");
      }
      return new State(attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  static Failure unreadable(Path path, IOException e) {
    return new Failure(
        "Cannot read "
            + path
            + ": "
            + SystemReason.of(e)
            + "; expected a readable CSV file. Check the path and its permissions.",
        e);
  }
}
