package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.source.SourceFormat;
import io.quarterdeck.loader.source.ZipText;
import io.quarterdeck.loader.source.ZstdText;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The decompressed bytes of a source. Converts I/O errors to failures. */
final class SourceStream implements AutoCloseable {
  private final RowSource source;
  private final RowSource.State before;
  private final SourceFormat format;
  private final Counted counted;
  private final InputStream in;

  private SourceStream(
      RowSource source, RowSource.State before, SourceFormat format, Counted counted)
      throws IOException {
    this.source = source;
    this.before = before;
    this.format = format;
    this.counted = counted;
    this.in = decoded(format, counted);
  }

  static SourceStream open(RowSource source) {
    RowSource.State before = source.state();
    if (before.size() == 0) {
      throw Failure.of(
          "Cannot read %s: it is empty; expected a header and rows. Write the file again.",
          source.path());
    }
    SourceFormat format = format(source);
    Counted counted = null;
    try {
      counted = Counted.of(source, format, before.size());
      return new SourceStream(source, before, format, counted);
    } catch (IOException e) {
      Failure failure = failure(source, format, counted, e);
      closeAfter(failure, counted);
      throw failure;
    }
  }

  /** The format, from the first bytes of the file and of its decompressed content. */
  private static SourceFormat format(RowSource source) {
    try {
      SourceFormat format = SourceFormat.of(source.path(), source.encoding());
      if (format.isCompressed()) {
        refuseForeignContent(source, format);
      }
      return format;
    } catch (IOException e) {
      throw RowSource.unreadable(source.path(), e);
    }
  }

  private static void refuseForeignContent(RowSource source, SourceFormat format)
      throws IOException {
    Counted counted = null;
    try {
      counted = Counted.of(source, format, 0);
      format.refuseForeignContent(source.path(), decoded(format, counted), source.encoding());
      counted.close();
    } catch (EOFException | ZipException e) {
      Failure failure = failure(source, format, counted, e);
      closeAfter(failure, counted);
      throw failure;
    } catch (Failure e) {
      closeAfter(e, counted);
      throw e;
    }
  }

  private static InputStream decoded(SourceFormat format, Counted counted) throws IOException {
    return switch (format) {
      case TEXT, TEXT_NAMED_GZIP, ZIP -> counted;
      case GZIP -> new GZIPInputStream(counted, 1 << 16);
      case ZSTD -> new ZstdText(counted);
    };
  }

  SourceFormat format() {
    return format;
  }

  InputStream in() {
    return in;
  }

  /** The position in the file on disk, in bytes. */
  long position() {
    return counted.position();
  }

  /** The size of the file on disk, in bytes. */
  long size() {
    return before.size();
  }

  /** Fails if the file has changed since it was opened. */
  void refuseChange() {
    RowSource.State after = source.state();
    if (!after.equals(before)) {
      throw Failure.of(
          "Cannot read %s: it changed while it was read, from %s bytes of %s to %s "
              + "bytes of %s; expected a file that nobody writes. Wait until it is "
              + "complete and try again.",
          source.path(), before.size(), before.modified(), after.size(), after.modified());
    }
  }

  /** The failure that describes an I/O error. */
  Failure failure(IOException e) {
    return failure(source, format, counted, e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static void closeAfter(Failure failure, Counted counted) {
    try {
      if (counted != null) {
        counted.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Failure failure(
      RowSource source, SourceFormat format, Counted counted, IOException e) {
    if (e instanceof EOFException || e instanceof ZipException) {
      String what =
          e instanceof EOFException ? "ends too early" : "is damaged (" + e.getMessage() + ")";
      return Failure.causedBy(
          e,
          "Cannot read %s: the compressed data %s%s; expected a whole %s file. Copy it again.",
          source.path(),
          what,
          counted == null ? "" : " at or before byte " + counted.position(),
          format.program());
    }
    return RowSource.unreadable(source.path(), e);
  }

  private static final class Counted extends FilterInputStream {
    private final double scale;
    private long position;

    private Counted(InputStream in, double scale) {
      super(in);
      this.scale = scale;
    }

    /**
     * Opens the file, or the text in a zip archive. A position in that text is converted to one in
     * the archive.
     */
    static Counted of(RowSource source, SourceFormat format, long size) throws IOException {
      if (format != SourceFormat.ZIP) {
        return new Counted(Files.newInputStream(source.path()), 1);
      }
      ZipText text = ZipText.open(source.path());
      return new Counted(text, text.bytes() > 0 ? (double) size / text.bytes() : 1);
    }

    long position() {
      return scale == 1 ? position : (long) (position * scale);
    }

    @Override
    public int read() throws IOException {
      int single = super.read();
      position += single < 0 ? 0 : 1;
      return single;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = super.read(bytes, from, length);
      position += Math.max(got, 0);
      return got;
    }
  }
}
