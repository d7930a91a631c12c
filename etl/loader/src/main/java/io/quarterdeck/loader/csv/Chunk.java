package io.quarterdeck.loader.csv;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * A block of whole records. The reader fills it, one worker processes it, and the reader uses it
 * again.
 */
public final class Chunk {
  byte[] bytes;
  int start;
  int end;
  long sequence;
  long firstLine;
  long firstByte;
  boolean ascii;
  private final int standardBytes;
  private Optional<ParsedRecords> parsed = Optional.empty();

  public Chunk(int standardBytes) {
    this.standardBytes = standardBytes;
    this.bytes = new byte[standardBytes];
  }

  /** The array that holds the records, from {@link #start} to {@link #end}. */
  public byte[] bytes() {
    return bytes;
  }

  /** The index of the first record in the array. */
  public int start() {
    return start;
  }

  /** The index after the last record in the array. */
  public int end() {
    return end;
  }

  /** The number of the chunk in the file, from 0. */
  public long sequence() {
    return sequence;
  }

  /** The line that contains the byte at {@link #start}, from 1. */
  public long firstLine() {
    return firstLine;
  }

  /** The offset in the file of the byte at an index of the array. */
  public long byteOffset(int index) {
    return parsed.isPresent() ? parsed.get().byteOffset(bytes, index) : firstByte + index;
  }

  /** The records, if the reader of this chunk has already found their fields. */
  public Optional<ParsedRecords> parsed() {
    return parsed;
  }

  /** The records, to fill. */
  ParsedRecords parsed(Charset encoding) {
    if (parsed.isEmpty()) {
      parsed = Optional.of(new ParsedRecords(encoding));
    }
    return parsed.get();
  }

  /** Whether all bytes are ASCII, so that UTF-8 need not be validated. */
  public boolean ascii() {
    return ascii;
  }

  /**
   * Removes everything before the index.
   *
   * @param line the line that contains the byte at the index
   */
  public void skipTo(int index, long line) {
    start = index;
    firstLine = line;
  }

  /** Whether long records enlarged the array so much that it must be shrunk. */
  public boolean oversized() {
    return bytes.length > 4 * standardBytes;
  }

  /** Shrinks the array to its normal size. */
  public void shrink() {
    bytes = new byte[standardBytes];
  }
}
