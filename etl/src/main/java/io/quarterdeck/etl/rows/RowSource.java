package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.source.FileType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * The file that is read: CSV text, as it is or compressed with gzip, whatever its name.
 *
 * @param path where it lies
 */
public record RowSource(Path path) {
  /** A file's size and the time of its last change. */
  record State(long size, FileTime modified) {}

  /**
   * Opens the bytes of the CSV text: those of the file, decompressed if they are compressed.
   *
   * @return a stream whose reads throw a {@link Failure} in words, never an {@link IOException};
   *     the caller closes it
   * @throws Failure when this is no regular file, is empty, or is in a format that is not read
   */
  public InputStream open() {
    return new InWords(SourceStream.open(this));
  }

  /**
   * Looks at the file without reading its rows.
   *
   * @throws Failure as {@link #open} does; a pipe is refused before it is opened
   */
  public void requireReadable() {
    SourceStream.open(this).close();
  }

  /** The file as it is now; what is missing or no regular file is a failure. */
  State state() {
    BasicFileAttributes attributes = FileType.requireRegular(path);
    return new State(attributes.size(), attributes.lastModifiedTime());
  }

  static Failure unreadable(Path path, IOException e) {
    return FileType.unreadable(path, e);
  }

  /** A source's stream for callers that know nothing of its failures. */
  private static final class InWords extends FilterInputStream {
    private final SourceStream source;

    InWords(SourceStream source) {
      super(source.in());
      this.source = source;
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw source.failure(e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      try {
        return super.read(bytes, from, length);
      } catch (IOException e) {
        throw source.failure(e);
      }
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
