package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.csv.RecordScanner.Kind;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads every dialect and encoding with commons-csv, which finds the records and the values of
 * their fields. The text of each record is kept as UTF-8, for its rejects. commons-csv tells
 * neither which fields are quoted nor where a record ends, so {@link RecordMarks} finds the first
 * in the text, and a record ends where the next one begins. Not thread-safe.
 */
final class CommonsCsvReader implements RecordReader {
  private final String name;
  private final char delimiter;
  private final int chunkBytes;
  private final int maximumRecordBytes;
  private final RecordMarks marks;
  private final DecodedText text;
  private final ParsedRecords.SourceBytes source;
  private final CSVFormat format;
  private Iterator<CSVRecord> records;

  /** The position of the text behind the skipped lines. */
  private long base;

  /** The position of the first record that is in no chunk. */
  private long reached;

  private CSVRecord current;
  private long line = 1;
  private long offset;
  private long sequence;

  /** Creates a reader; {@link RecordReader#of} describes the parameters. */
  CommonsCsvReader(
      InputStream in, String name, CsvDialect dialect, int chunkBytes, int maximumRecordBytes)
      throws IOException {
    this.name = name;
    this.delimiter = dialect.delimiter();
    this.chunkBytes = chunkBytes;
    this.maximumRecordBytes = maximumRecordBytes;
    this.marks = new RecordMarks(dialect);
    this.text = new DecodedText(in, dialect.encoding(), maximumRecordBytes, this::recordTooLong);
    this.source = new ParsedRecords.SourceBytes(text.encoding());
    this.offset = text.markBytes();
    this.format = format(dialect);
    skip(dialect.skippedLines());
  }

  /**
   * The whole text after a closing quote belongs to the value, so that it makes only its own record
   * malformed.
   */
  private static CSVFormat format(CsvDialect dialect) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(dialect.delimiter())
        .setQuote(dialect.quote().orElse(null))
        .setEscape(dialect.escape().orElse(null))
        .setIgnoreEmptyLines(false)
        .setTrailingData(true)
        .get();
  }

  private void skip(int skippedLines) throws IOException {
    line += text.skipLines(skippedLines);
    base = text.position();
    reached = base;
    byte[] skipped = new byte[3 * (int) base];
    int end = SourceText.write(text.characters(), 0, (int) base, skipped, 0);
    offset += source.count(skipped, 0, end);
  }

  @Override
  public long bytesRead() {
    return offset;
  }

  @Override
  public boolean fill(Chunk chunk) throws IOException {
    if (records == null) {
      records = CSVParser.builder().setReader(text).setFormat(format).get().iterator();
      current = next();
    }
    ParsedRecords parsed = chunk.parsed(text.encoding());
    parsed.clear();
    chunk.start = 0;
    chunk.end = 0;
    chunk.sequence = sequence++;
    chunk.firstLine = line;
    chunk.ascii = false;
    while (current != null && chunk.end < chunkBytes) {
      CSVRecord record = current;
      current = next();
      long start = position(record);
      long end = current == null ? text.position() : position(current);
      add(record, text.index(start), text.index(end), chunk, parsed);
      reached = end;
      text.forget(end);
    }
    return chunk.end > 0 || current != null;
  }

  private long position(CSVRecord record) {
    return base + record.getCharacterPosition();
  }

  /** The next record, or null at the end. */
  private CSVRecord next() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw unclosed(e);
      }
      throw e.getCause();
    }
  }

  private void add(CSVRecord record, int from, int to, Chunk chunk, ParsedRecords parsed) {
    chunk.bytes = SourceText.withRoom(chunk.bytes, chunk.end, 6 * (to - from));
    int start = chunk.end;
    int end = SourceText.write(text.characters(), from, to, chunk.bytes, start);
    if (end - start > maximumRecordBytes + chunkBytes) {
      recordTooLong();
    }
    if (chunk.bytes[start] != '\n' && chunk.bytes[start] != '\r') {
      parsed.add(start, end, line, offset);
      marks.find(chunk.bytes, start, end, parsed);
      if (record.size() != parsed.fieldCount(parsed.count() - 1)) {
        throw new IllegalStateException(
            "commons-csv finds " + record.size() + " fields on line " + line);
      }
      chunk.end = addValues(record, chunk, parsed, end);
    }
    line += SourceText.lineEnds(chunk.bytes, start, end);
    offset += source.count(chunk.bytes, start, end);
  }

  /** Stores the values that differ from the text. Returns the index after them. */
  private int addValues(CSVRecord record, Chunk chunk, ParsedRecords parsed, int end) {
    int last = parsed.count() - 1;
    int at = end;
    for (int field = 0; field < record.size(); field++) {
      if (parsed.kind(last, field) == Kind.ESCAPED) {
        char[] value = record.get(field).toCharArray();
        int spaces = spacesAfter(chunk.bytes, parsed.fieldEnd(last, field), end);
        int next = SourceText.write(value, 0, value.length - spaces, chunk.bytes, at);
        if (isPlain(chunk.bytes, parsed, field, at, next)) {
          parsed.plain(field);
        } else {
          parsed.value(field, at, next);
          at = next;
        }
      }
    }
    return at;
  }

  /**
   * Whether a field of the last record is not quoted, and its value is its text: an escape
   * character before an ordinary character is text, as in {@code \N}.
   */
  private boolean isPlain(byte[] bytes, ParsedRecords parsed, int field, int from, int to) {
    int last = parsed.count() - 1;
    int start = parsed.fieldStart(last, field);
    boolean quoted = start > parsed.start(last) && bytes[start - 1] != delimiter;
    return !quoted && Arrays.equals(bytes, from, to, bytes, start, parsed.fieldEnd(last, field));
  }

  /** The number of characters between a closing quote at an index and the end of the field. */
  private int spacesAfter(byte[] bytes, int at, int end) {
    int next = at;
    while (next < end && bytes[next] != delimiter && bytes[next] != '\n' && bytes[next] != '\r') {
      next++;
    }
    return Math.max(0, next - at - 1);
  }

  /**
   * The place of a record that was not read completely.
   *
   * @param line the line on which it begins
   * @param byteOffset the offset of its first byte in the file
   * @param quote the line and the offset of the quote that does not close, if there is one
   */
  private record Unfinished(long line, long byteOffset, Optional<Place> quote) {}

  private record Place(long line, long byteOffset) {}

  /** Finds the last record in the text that is in no chunk. */
  private Unfinished unfinished() {
    int from = text.index(reached);
    int to = text.end();
    byte[] rest = new byte[3 * (to - from)];
    int end = SourceText.write(text.characters(), from, to, rest, 0);
    int at = 0;
    int open = marks.openQuote(rest, at, end);
    while (marks.afterRecord() < end && open < 0) {
      at = marks.afterRecord();
      open = marks.openQuote(rest, at, end);
    }
    Place begin = place(rest, at);
    return new Unfinished(
        begin.line(),
        begin.byteOffset(),
        open < 0 ? Optional.empty() : Optional.of(place(rest, open)));
  }

  private Place place(byte[] rest, int index) {
    return new Place(
        line + SourceText.lineEnds(rest, 0, index), offset + source.count(rest, 0, index));
  }

  private Failure unclosed(Exception cause) {
    Optional<Place> quote = unfinished().quote();
    if (quote.isEmpty()) {
      return Failure.causedBy(
          cause,
          "Cannot read %s: it ends with an escape character; expected the character that it"
              + " escapes. Complete the file.",
          name);
    }
    return Failure.causedBy(
        cause,
        "Cannot read %s: the quote that opens on line %s (byte %s) never closes; "
            + "expected a closing quote before the end of the file. Close it, or double "
            + "the quotes that belong to the text.",
        name,
        quote.get().line(),
        quote.get().byteOffset());
  }

  private void recordTooLong() {
    Unfinished record = unfinished();
    throw Failure.of(
        "Cannot read %s: the record that begins on line %s (byte %s) is longer "
            + "than %s bytes; expected a shorter one. %s.",
        name,
        record.line(),
        record.byteOffset(),
        maximumRecordBytes,
        record
            .quote()
            .map(quote -> "Close the quote that opens on line " + quote.line())
            .orElse("Check that the file has line ends"));
  }
}
