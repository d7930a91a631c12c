package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of CSV into chunks of whole records. A record longer than a chunk enlarges the
 * chunk, up to a limit.
 */
final class ChunkReader implements RecordReader {
  private final InputStream in;
  private final String name;
  private final int chunkBytes;
  private final int maximumRecordBytes;
  private final RecordBoundaries boundaries;
  private byte[] carry = new byte[0];
  private int carried;
  private long line = 1;
  private long offset;
  private long sequence;
  private boolean ended;

  /**
   * Reads from a stream. The caller closes it.
   *
   * @param name the name of the file in messages
   * @param chunkBytes the size of a chunk without long records
   * @param maximumRecordBytes the approximate maximum length of a record; the error is at most one
   *     chunk
   */
  ChunkReader(InputStream in, String name, char delimiter, int chunkBytes, int maximumRecordBytes) {
    this.in = in;
    this.name = name;
    this.chunkBytes = chunkBytes;
    this.maximumRecordBytes = maximumRecordBytes;
    this.boundaries = new RecordBoundaries((byte) delimiter);
  }

  @Override
  public long bytesRead() {
    return offset;
  }

  @Override
  public boolean fill(Chunk chunk) throws IOException {
    int filled = begin(chunk);
    int scanned = 0;
    while (true) {
      filled = read(chunk, filled);
      boundaries.scan(chunk.bytes, scanned, filled);
      scanned = filled;
      if (ended) {
        refuseOpenQuote();
        return finish(chunk, filled, filled);
      }
      if (boundaries.boundary() > 0) {
        return finish(chunk, boundaries.boundary(), filled);
      }
      if (filled >= maximumRecordBytes) {
        throw recordTooLong();
      }
      long larger = Math.min(2L * chunk.bytes.length, (long) maximumRecordBytes + chunkBytes);
      chunk.bytes = Arrays.copyOf(chunk.bytes, (int) larger);
    }
  }

  private int begin(Chunk chunk) throws IOException {
    if (chunk.bytes.length <= carried) {
      chunk.bytes = new byte[carried + chunkBytes];
    }
    System.arraycopy(carry, 0, chunk.bytes, 0, carried);
    boundaries.restart();
    if (sequence > 0 || ended || offset > 0) {
      return carried;
    }
    chunk.bytes = Arrays.copyOf(chunk.bytes, Math.max(chunk.bytes.length, 4));
    int filled = in.readNBytes(chunk.bytes, 0, 3);
    return ByteOrderMark.skip(chunk.bytes, filled, name, this);
  }

  void skipped(int bytes) {
    offset = bytes;
  }

  /** Counts lines and bytes from the start of the file, of which a part was skipped. */
  void begunAfter(SkippedLines text) {
    line += text.lines();
    offset = text.bytes();
  }

  private int read(Chunk chunk, int filled) throws IOException {
    int wanted = chunk.bytes.length - filled;
    int got = ended ? 0 : in.readNBytes(chunk.bytes, filled, wanted);
    ended |= got < wanted;
    return filled + got;
  }

  private boolean finish(Chunk chunk, int end, int filled) {
    chunk.start = 0;
    chunk.end = end;
    chunk.sequence = sequence++;
    chunk.firstLine = line;
    chunk.firstByte = offset;
    chunk.ascii = boundaries.ascii();
    carried = filled - end;
    if (carry.length < carried || carry.length > carried + 4 * chunkBytes) {
      carry = new byte[carried];
    }
    System.arraycopy(chunk.bytes, end, carry, 0, carried);
    line += boundaries.linesBeforeBoundary();
    offset += end;
    return end > 0;
  }

  private void refuseOpenQuote() {
    if (boundaries.withinQuotes()) {
      throw Failure.of(
          "Cannot read %s: the quote that opens on line %s (byte %s) never closes; "
              + "expected a closing quote before the end of the file. Close it, or double "
              + "the quotes that belong to the text.",
          name, line + boundaries.linesBeforeQuote(), offset + boundaries.quoteAt());
    }
  }

  private Failure recordTooLong() {
    String why =
        boundaries.withinQuotes()
            ? "Close the quote that opens on line " + (line + boundaries.linesBeforeQuote())
            : "Check that the file has line ends";
    return Failure.of(
        "Cannot read %s: the record that begins on line %s (byte %s) is longer "
            + "than %s bytes; expected a shorter one. %s.",
        name, line, offset, maximumRecordBytes, why);
  }
}
