package io.quarterdeck.loader.csv;

import java.util.Optional;

/**
 * Finds the fields of one record at a time. Records follow RFC 4180 as commons-csv reads it with
 * {@code CSVFormat.DEFAULT}: a carriage return, a line feed or both end a record; blank lines are
 * not records; a quote opens a quoted field only at the start of a field and is an ordinary
 * character elsewhere; white space between the closing quote and the end of the field is ignored.
 *
 * <p>Two rules differ on purpose. Other text after a closing quote makes only its own record
 * malformed ({@link Kind#MALFORMED}), whereas commons-csv fails. And the ignored white space is
 * ASCII only.
 *
 * <p>Not thread-safe: the scanner holds the fields of the last record.
 */
public final class RecordScanner {
  /** How a field is written. */
  public enum Kind {
    /** Without quotes. */
    PLAIN,
    /** In quotes, without escaped quotes. */
    QUOTED,
    /** In quotes, with escaped quotes ({@code ""}). */
    ESCAPED,
    /** In quotes, with text after the closing quote. */
    MALFORMED
  }

  private final byte delimiter;
  private final byte highest;
  private final int[] starts;
  private final int[] ends;
  private final Kind[] kinds;
  private int count;
  private int lines;
  private boolean malformed;
  private Optional<ParsedRecords> parsed = Optional.empty();
  private int record;

  /**
   * Creates a scanner.
   *
   * @param capacity the number of fields per record whose positions are kept; further fields are
   *     only counted
   */
  public RecordScanner(char delimiter, int capacity) {
    this.delimiter = (byte) delimiter;
    this.highest = (byte) Math.max(delimiter, '\r');
    this.starts = new int[capacity];
    this.ends = new int[capacity];
    this.kinds = new Kind[capacity];
  }

  /** The number of fields in the record. */
  public int count() {
    return count;
  }

  /** The number of lines that the record spans. */
  public int lines() {
    return lines;
  }

  /** Whether a field of the record has text after its closing quote. */
  public boolean malformed() {
    return malformed;
  }

  /** The index of the first byte of a field's content, without quotes. */
  public int start(int field) {
    return starts[field];
  }

  /** The index after the last byte of a field's content, without quotes. */
  public int end(int field) {
    return ends[field];
  }

  /** How a field is written. */
  public Kind kind(int field) {
    return kinds[field];
  }

  /**
   * Finds the fields of the record that begins at {@code from}. This must not be the position of a
   * line end.
   *
   * @return the index at which the next line begins
   */
  public int scan(byte[] bytes, int from, int to) {
    int field = 0;
    int at = from;
    lines = 1;
    malformed = false;
    while (true) {
      if (at < to && bytes[at] == '"') {
        at = quoted(bytes, at, to, field);
      } else {
        int start = at;
        at = fieldEnd(bytes, at, to);
        note(field, start, at, Kind.PLAIN);
      }
      field++;
      if (at == to || bytes[at] != delimiter) {
        count = field;
        return afterLineEnd(bytes, at, to);
      }
      at++;
    }
  }

  /** Takes the fields of a record that the reader has already found. */
  public void take(ParsedRecords records, int ofRecord) {
    parsed = Optional.of(records);
    record = ofRecord;
    count = records.fieldCount(ofRecord);
    malformed = false;
    for (int field = 0; field < count; field++) {
      Kind kind = records.kind(ofRecord, field);
      note(field, records.fieldStart(ofRecord, field), records.fieldEnd(ofRecord, field), kind);
      malformed |= kind == Kind.MALFORMED;
    }
  }

  /** The length of the value of a field that the reader has already unescaped, or -1. */
  public int valueBytes(int field) {
    return parsed.isPresent() ? parsed.get().valueBytes(record, field) : -1;
  }

  /**
   * The value of a field that the reader has already unescaped.
   *
   * @param bytes the array of the chunk
   * @param target an array to use again if it is large enough
   */
  public byte[] value(byte[] bytes, int field, byte[] target) {
    int length = valueBytes(field);
    byte[] value = target.length < length ? new byte[length] : target;
    System.arraycopy(bytes, parsed.orElseThrow().valueStart(record, field), value, 0, length);
    return value;
  }

  /** The index of the line that follows the line end at {@code at}. */
  public static int afterLineEnd(byte[] bytes, int at, int to) {
    if (at == to) {
      return to;
    }
    return bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n' ? at + 2 : at + 1;
  }

  private int fieldEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte single = bytes[at];
      if (single <= highest && (single == delimiter || single == '\n' || single == '\r')) {
        return at;
      }
      at++;
    }
    return at;
  }

  private int quoted(byte[] bytes, int from, int to, int field) {
    Kind kind = Kind.QUOTED;
    int at = from + 1;
    while (at < to) {
      byte single = bytes[at];
      if (single == '"') {
        if (at + 1 == to || bytes[at + 1] != '"') {
          break;
        }
        kind = Kind.ESCAPED;
        at++;
      } else if (single == '\r' || (single == '\n' && bytes[at - 1] != '\r')) {
        lines++;
      }
      at++;
    }
    int end = at;
    int next = fieldEnd(bytes, Math.min(at + 1, to), to);
    for (int rest = end + 1; rest < next; rest++) {
      if (!isWhiteSpace(bytes[rest])) {
        note(field, from, next, Kind.MALFORMED);
        malformed = true;
        return next;
      }
    }
    note(field, from + 1, end, kind);
    return next;
  }

  private void note(int field, int start, int end, Kind kind) {
    if (field < starts.length) {
      starts[field] = start;
      ends[field] = end;
      // Reading the reference is cheaper than writing it, and it is nearly always the same.
      if (kinds[field] != kind) {
        kinds[field] = kind;
      }
    }
  }

  static boolean isWhiteSpace(byte single) {
    return single == ' '
        || (single >= 0x09 && single <= 0x0D)
        || (single >= 0x1C && single <= 0x1F);
  }
}
