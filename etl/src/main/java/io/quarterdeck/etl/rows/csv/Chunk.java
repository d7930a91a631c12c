package io.quarterdeck.etl.rows.csv;

/** A run of whole records, filled by the reader, emptied by one worker, then used again. */
public final class Chunk {
  byte[] bytes;
  int start;
  int end;
  long sequence;
  long firstLine;
  long firstByte;
  boolean ascii;
  private final int standardBytes;

  public Chunk(int standardBytes) {
    this.standardBytes = standardBytes;
    this.bytes = new byte[standardBytes];
  }

  /** The array that holds the records, from {@link #start} to {@link #end}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the first record begins in the array. */
  public int start() {
    return start;
  }

  /** Where the last record ends in the array. */
  public int end() {
    return end;
  }

  /** The chunk's number in the file, from 0. */
  public long sequence() {
    return sequence;
  }

  /** The line on which the byte at {@link #start} lies, from 1. */
  public long firstLine() {
    return firstLine;
  }

  /** Where in the file the byte at an index of the array lies. */
  public long byteOffset(int index) {
    return firstByte + index;
  }

  /** Whether all of its bytes are ASCII, so that nobody needs to look for broken UTF-8. */
  public boolean ascii() {
    return ascii;
  }

  /** Leaves out what comes before an index, which lies on a given line. */
  public void skipTo(int index, long line) {
    start = index;
    firstLine = line;
  }

  /** Whether long records made it so large that it should not stay so. */
  public boolean oversized() {
    return bytes.length > 4 * standardBytes;
  }

  /** Gives back the room that a long record took. */
  public void shrink() {
    bytes = new byte[standardBytes];
  }
}
