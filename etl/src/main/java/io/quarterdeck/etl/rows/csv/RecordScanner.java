package io.quarterdeck.etl.rows.csv;

/**
 * Finds the fields of one record after the other. What a record is follows RFC 4180 as commons-csv
 * reads it with {@code CSVFormat.DEFAULT}: a carriage return, a line feed or both end a record,
 * blank lines are no records, a quote opens only at the very start of a field and is an ordinary
 * character elsewhere, and white space between a closing quote and what ends the field is dropped.
 *
 * <p>On purpose, two things differ: anything else after a closing quote spoils only its own record
 * ({@link Kind#SPOILED}) where commons-csv gives up on the file; and that white space is ASCII
 * only.
 *
 * <p>Not safe for use by several threads at once: the fields of the last record are its state.
 */
public final class RecordScanner {
  /** How a field is written. */
  public enum Kind {
    /** Without quotes. */
    PLAIN,
    /** In quotes, with none within. */
    QUOTED,
    /** In quotes, with doubled quotes within. */
    DOUBLED,
    /** In quotes, with text after the closing one. */
    SPOILED
  }

  private final byte delimiter;
  private final byte highest;
  private final int[] starts;
  private final int[] ends;
  private final Kind[] kinds;
  private int count;
  private int lines;
  private boolean spoiled;

  /** Keeps the places of at most so many fields of a record, and counts the rest. */
  public RecordScanner(char delimiter, int capacity) {
    this.delimiter = (byte) delimiter;
    this.highest = (byte) Math.max(delimiter, '\r');
    this.starts = new int[capacity];
    this.ends = new int[capacity];
    this.kinds = new Kind[capacity];
  }

  /** How many fields the record has. */
  public int count() {
    return count;
  }

  /** How many lines the record takes. */
  public int lines() {
    return lines;
  }

  /** Whether a field of the record has text after its closing quote. */
  public boolean spoiled() {
    return spoiled;
  }

  /** Where a field's content begins, within its quotes. */
  public int start(int field) {
    return starts[field];
  }

  /** Where a field's content ends, within its quotes. */
  public int end(int field) {
    return ends[field];
  }

  /** How a field is written. */
  public Kind kind(int field) {
    return kinds[field];
  }

  /**
   * Finds the fields of the record that begins at {@code from}, which must not be a line end.
   *
   * @return where the next line begins
   */
  public int scan(byte[] bytes, int from, int to) {
    int field = 0;
    int at = from;
    lines = 1;
    spoiled = false;
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

  /** Where the line after the line end at {@code at} begins. */
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
        kind = Kind.DOUBLED;
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
        note(field, from, next, Kind.SPOILED);
        spoiled = true;
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
      // Storing a reference costs more than seeing that it is there already, as it nearly always
      // is.
      if (kinds[field] != kind) {
        kinds[field] = kind;
      }
    }
  }

  private static boolean isWhiteSpace(byte single) {
    return single == ' '
        || (single >= 0x09 && single <= 0x0D)
        || (single >= 0x1C && single <= 0x1F);
  }
}
