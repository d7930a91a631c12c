package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.bytes.CodeUnits;
import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.csv.RecordScanner.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The places of records and their fields in a chunk that {@link CommonsCsvReader} filled. The bytes
 * of the chunk are the text of the records in UTF-8, each followed by those values of its fields
 * that differ from the text. Bytes that the encoding does not allow stay as they are. Not
 * thread-safe.
 */
public final class ParsedRecords {
  private static final int NO_VALUE = -1;

  private final SourceBytes source;
  private int records;
  private int first;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] fields = new int[65];
  private long[] lines = new long[64];
  private long[] offsets = new long[64];
  private int[] fieldStarts = new int[256];
  private int[] fieldEnds = new int[256];
  private int[] valueStarts = new int[256];
  private int[] valueEnds = new int[256];
  private Kind[] kinds = new Kind[256];

  ParsedRecords(Charset encoding) {
    this.source = new SourceBytes(encoding);
  }

  /** The number of records. */
  public int count() {
    return records;
  }

  /** The first record that is not the header. */
  public int first() {
    return first;
  }

  /** Removes the header. */
  public void skipFirst() {
    first = 1;
  }

  /** The index in the chunk at which a record begins. */
  public int start(int record) {
    return starts[record];
  }

  /** The index in the chunk after a record and its line end. */
  public int end(int record) {
    return ends[record];
  }

  /** The line of the file on which a record begins. */
  public long line(int record) {
    return lines[record];
  }

  void clear() {
    records = 0;
    first = 0;
  }

  /** Adds a record. Its fields follow with {@link #addField}. */
  void add(int start, int end, long line, long byteOffset) {
    if (records == starts.length) {
      starts = Arrays.copyOf(starts, 2 * records);
      ends = Arrays.copyOf(ends, 2 * records);
      lines = Arrays.copyOf(lines, 2 * records);
      offsets = Arrays.copyOf(offsets, 2 * records);
      fields = Arrays.copyOf(fields, 2 * records + 1);
    }
    starts[records] = start;
    ends[records] = end;
    lines[records] = line;
    offsets[records] = byteOffset;
    fields[records + 1] = fields[records];
    records++;
  }

  /** Adds a field to the last record. */
  void addField(int start, int end, Kind kind) {
    int at = fields[records];
    if (at == kinds.length) {
      fieldStarts = Arrays.copyOf(fieldStarts, 2 * at);
      fieldEnds = Arrays.copyOf(fieldEnds, 2 * at);
      valueStarts = Arrays.copyOf(valueStarts, 2 * at);
      valueEnds = Arrays.copyOf(valueEnds, 2 * at);
      kinds = Arrays.copyOf(kinds, 2 * at);
    }
    fieldStarts[at] = start;
    fieldEnds[at] = end;
    valueStarts[at] = NO_VALUE;
    kinds[at] = kind;
    fields[records]++;
  }

  /** Stores where the value of a field of the last record is, because it differs from the text. */
  void value(int field, int start, int end) {
    int at = fields[records - 1] + field;
    valueStarts[at] = start;
    valueEnds[at] = end;
  }

  /** Marks a field of the last record as one whose value is its text. */
  void plain(int field) {
    kinds[fields[records - 1] + field] = Kind.PLAIN;
  }

  int fieldCount(int record) {
    return fields[record + 1] - fields[record];
  }

  int fieldStart(int record, int field) {
    return fieldStarts[fields[record] + field];
  }

  int fieldEnd(int record, int field) {
    return fieldEnds[fields[record] + field];
  }

  Kind kind(int record, int field) {
    return kinds[fields[record] + field];
  }

  /** The length of the stored value of a field, or -1 if there is none. */
  int valueBytes(int record, int field) {
    int at = fields[record] + field;
    return valueStarts[at] == NO_VALUE ? NO_VALUE : valueEnds[at] - valueStarts[at];
  }

  int valueStart(int record, int field) {
    return valueStarts[fields[record] + field];
  }

  /** The offset in the file of the byte at an index of the chunk, which is within a record. */
  long byteOffset(byte[] bytes, int index) {
    int record = Arrays.binarySearch(starts, 0, records, index);
    record = record < 0 ? -record - 2 : record;
    return offsets[record] + source.count(bytes, starts[record], index);
  }

  /** Counts the bytes that a text in UTF-8 has in the encoding of the file. */
  static final class SourceBytes {
    private final Charset encoding;
    private final boolean utf8;
    private final int unit;
    private final int pair;

    SourceBytes(Charset encoding) {
      this.encoding = encoding;
      this.utf8 = encoding.equals(StandardCharsets.UTF_8);
      boolean single = encoding.newEncoder().maxBytesPerChar() == 1f;
      int bytes = CodeUnits.bytes(encoding);
      this.unit = single || bytes > 1 ? bytes : 0;
      this.pair = unit == 4 ? 4 : 2 * unit;
    }

    long count(byte[] bytes, int from, int to) {
      if (utf8) {
        return (long) to - from;
      }
      long count = 0;
      int at = from;
      while (at < to) {
        int length = bytes[at] >= 0 ? 1 : Utf8.sequenceLength(bytes, at, to);
        if (length == 0) {
          count++;
          at++;
        } else {
          count += unit == 0 ? encoded(bytes, at, length) : length == 4 ? pair : unit;
          at += length;
        }
      }
      return count;
    }

    private int encoded(byte[] bytes, int at, int length) {
      return new String(bytes, at, length, StandardCharsets.UTF_8).getBytes(encoding).length;
    }
  }
}
