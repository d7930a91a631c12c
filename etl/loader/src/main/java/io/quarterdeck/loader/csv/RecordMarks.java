package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.csv.RecordScanner.Kind;
import io.quarterdeck.loader.dataset.CsvDialect;
import java.nio.charset.StandardCharsets;

/**
 * Finds how the fields of one record are written: where each field is in the text, and whether it
 * is quoted, which commons-csv does not tell. Not thread-safe.
 */
final class RecordMarks {
  private static final int NONE = -1;

  private final byte delimiter;
  private final int quote;
  private final int escape;
  private boolean escaped;
  private int openQuote;
  private int afterRecord;

  RecordMarks(CsvDialect dialect) {
    this.delimiter = (byte) dialect.delimiter();
    this.quote = dialect.quote().map(c -> (int) c).orElse(NONE);
    this.escape = dialect.escape().map(c -> (int) c).orElse(NONE);
  }

  /** Adds the fields of a record to the last record of the result. */
  void find(byte[] bytes, int from, int to, ParsedRecords result) {
    openQuote = NONE;
    int at = from;
    while (true) {
      escaped = false;
      at =
          at < to && bytes[at] == quote
              ? quoted(bytes, at, to, result)
              : plain(bytes, at, to, result);
      if (at >= to || bytes[at] != delimiter) {
        afterRecord = RecordScanner.afterLineEnd(bytes, Math.min(at, to), to);
        return;
      }
      at++;
    }
  }

  /** The index of a quote that opens in the record at an index and does not close, or -1. */
  int openQuote(byte[] bytes, int from, int to) {
    ParsedRecords fields = new ParsedRecords(StandardCharsets.UTF_8);
    fields.add(from, to, 0, 0);
    find(bytes, from, to, fields);
    return openQuote;
  }

  /** The index after the last record and its line end. */
  int afterRecord() {
    return afterRecord;
  }

  private int plain(byte[] bytes, int from, int to, ParsedRecords result) {
    int end = fieldEnd(bytes, from, to);
    result.addField(from, end, escaped ? Kind.ESCAPED : Kind.PLAIN);
    return end;
  }

  private int fieldEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      if (bytes[at] == escape && at + 1 < to) {
        escaped = true;
        at++;
      }
      at++;
    }
    return at;
  }

  private int quoted(byte[] bytes, int from, int to, ParsedRecords result) {
    int at = from + 1;
    while (at < to) {
      if (bytes[at] == quote) {
        if (at + 1 == to || bytes[at + 1] != quote) {
          return closed(bytes, from, at, to, result);
        }
        escaped = true;
        at++;
      } else if (bytes[at] == escape && at + 1 < to) {
        escaped = true;
        at++;
      }
      at++;
    }
    openQuote = from;
    return at;
  }

  private int closed(byte[] bytes, int from, int close, int to, ParsedRecords result) {
    int next = close + 1;
    boolean other = false;
    while (next < to && bytes[next] != delimiter && bytes[next] != '\n' && bytes[next] != '\r') {
      other |= !RecordScanner.isWhiteSpace(bytes[next]);
      next++;
    }
    if (other) {
      result.addField(from, next, Kind.MALFORMED);
    } else {
      result.addField(from + 1, close, escaped ? Kind.ESCAPED : Kind.QUOTED);
    }
    return next;
  }
}
