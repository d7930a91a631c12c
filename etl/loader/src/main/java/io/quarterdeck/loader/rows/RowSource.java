package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.source.FileType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file with CSV text, uncompressed or compressed with gzip, zstd or zip. The name of the file
 * does not matter.
 *
 * @param path the path of the file
 * @param encoding the encoding of the text
 */
public record RowSource(Path path, Charset encoding) {
  /** A file with text in UTF-8. */
  public RowSource(Path path) {
    this(path, StandardCharsets.UTF_8);
  }

  /** The size of a file and the time of its last change. */
  record State(long size, FileTime modified) {}

  /**
   * Opens the CSV text of the file, and decompresses it if necessary.
   *
   * @return a stream that throws a {@link Failure} instead of an {@link IOException} if a read
   *     fails; the caller closes it
   * @throws Failure if this is not a regular file, is empty, or has an unsupported format
   */
  public InputStream open() {
    return new FailureStream(SourceStream.open(this));
  }

  /**
   * Checks the file without reading its rows.
   *
   * @throws Failure as {@link #open} does; a pipe is refused before it is opened
   */
  public void requireReadable() {
    SourceStream.open(this).close();
  }

  /** The current state of the file. Fails if the file is missing or not a regular file. */
  State state() {
    BasicFileAttributes attributes = FileType.requireRegular(path);
    return new State(attributes.size(), attributes.lastModifiedTime());
  }

  static Failure unreadable(Path path, IOException e) {
    return FileType.unreadable(path, e);
  }

  /** Converts each {@link IOException} of a source to a {@link Failure}. */
  private static final class FailureStream extends FilterInputStream {
    private final SourceStream source;

    FailureStream(SourceStream source) {
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
