package io.quarterdeck.loader.reject;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.RecordReader;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.csv.RecordScanner.Kind;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.source.FileType;
import io.quarterdeck.loader.source.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a file that {@link RejectFile} wrote and a user edited, perhaps in a spreadsheet. A
 * spreadsheet may add a byte order mark, quotes and other line ends, or replace the commas with
 * semicolons or tabs. The columns may be in any order. The columns line, raw and load are required,
 * byte is optional, and others are ignored.
 */
public final class RejectsReader {
  /** Receives one line at a time, with the current record, without a line end. */
  @FunctionalInterface
  public interface Sink {
    void accept(RejectLine line, byte[] record) throws IOException;
  }

  private static final int CHUNK_BYTES = 1 << 18;
  private static final int MAXIMUM_RECORD_BYTES = 1 << 20;
  private static final int MAXIMUM_FIELDS = 64;

  /** The number of bytes in which the reader looks for the delimiter of the first line. */
  private static final int HEADER_BYTES = 1 << 16;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final String LINE = "line";
  private static final String BYTE = "byte";
  private static final String RAW = "raw";
  private static final String LOAD = "load";
  private static final List<String> NEEDED = List.of(LINE, RAW, LOAD);

  private final Path path;
  private final Sink sink;
  private List<String> names = List.of();

  private RejectsReader(Path path, Sink sink) {
    this.path = path;
    this.sink = sink;
  }

  /**
   * Reads the whole file.
   *
   * @throws Failure if the file cannot be read, or a line does not have the form that {@link
   *     RejectFile} writes
   */
  public static void read(Path path, Sink sink) {
    FileType.requireRegular(path);
    try (InputStream in = Files.newInputStream(path)) {
      refuseCompressed(path);
      new RejectsReader(path, sink).read(in, delimiter(path));
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the rejects in %s: %s; expected the file that a load wrote. "
              + "Check the path and its permissions.",
          path,
          SystemReason.of(e));
    }
  }

  private static void refuseCompressed(Path path) throws IOException {
    SourceFormat format = SourceFormat.of(path, StandardCharsets.UTF_8);
    if (format.isCompressed()) {
      throw Failure.of(
          "Cannot read the rejects in %s: it is compressed with %s; expected the "
              + "file that a load wrote. Decompress it.",
          path, format.program());
    }
  }

  /** The delimiter that separates the required columns, or a comma if none does. */
  private static char delimiter(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(HEADER_BYTES), StandardCharsets.UTF_8);
      String header = start.lines().findFirst().orElse("").replaceAll("[\\uFEFF\"]", "");
      for (char delimiter : new char[] {',', ';', '\t'}) {
        if (List.of(header.split(String.valueOf(delimiter), -1)).containsAll(NEEDED)) {
          return delimiter;
        }
      }
      return ',';
    }
  }

  private void read(InputStream in, char delimiter) throws IOException {
    CsvDialect dialect = new CsvDialect(delimiter, "", MAXIMUM_RECORD_BYTES);
    RecordReader reader =
        RecordReader.of(in, path.toString(), dialect, CHUNK_BYTES, MAXIMUM_RECORD_BYTES);
    RecordScanner scanner = new RecordScanner(delimiter, MAXIMUM_FIELDS);
    Chunk chunk = new Chunk(CHUNK_BYTES);
    while (reader.fill(chunk)) {
      byte[] bytes = chunk.bytes();
      long row = chunk.firstLine();
      int at = chunk.start();
      while (at < chunk.end()) {
        if (bytes[at] == '\n' || bytes[at] == '\r') {
          at = RecordScanner.afterLineEnd(bytes, at, chunk.end());
          row++;
        } else {
          at = scanner.scan(bytes, at, chunk.end());
          take(cells(bytes, scanner, row), row);
          row += scanner.lines();
        }
      }
    }
    if (names.isEmpty()) {
      throw broken(1, "nothing", "the header " + RejectFile.HEADER);
    }
  }

  private List<String> cells(byte[] bytes, RecordScanner scanner, long row) {
    String[] cells = new String[Math.min(scanner.count(), MAXIMUM_FIELDS)];
    for (int field = 0; field < cells.length; field++) {
      int start = scanner.start(field);
      int end = scanner.end(field);
      if (Utf8.firstInvalid(bytes, start, end) >= 0) {
        throw broken(row, "bytes that are not UTF-8", "UTF-8");
      }
      String written = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      cells[field] = scanner.kind(field) == Kind.ESCAPED ? written.replace("\"\"", "\"") : written;
    }
    return Arrays.asList(cells);
  }

  private void take(List<String> cells, long row) throws IOException {
    if (names.isEmpty()) {
      refuseHeader(cells, row);
      names = cells;
    } else if (cells.size() != names.size()) {
      throw broken(row, cells.size() + " cells", names.size() + " cells");
    } else {
      sink.accept(line(cells, row), raw(cells, row));
    }
  }

  private void refuseHeader(List<String> cells, long row) {
    if (!cells.containsAll(NEEDED)) {
      throw broken(
          row,
          "the names " + String.join(",", cells),
          "a header with the columns line, raw and load, as the load wrote it");
    }
    for (String name : List.of(LINE, BYTE, RAW, LOAD)) {
      if (Collections.frequency(cells, name) > 1) {
        throw broken(row, "the column " + name + " more than once", "it once");
      }
    }
  }

  private RejectLine line(List<String> cells, long row) {
    return new RejectLine(row, number(cells, LINE, row), byteOffset(cells), load(cells, row));
  }

  /** The byte offset. It is used only in messages; the line identifies the record. */
  private long byteOffset(List<String> cells) {
    String text = names.contains(BYTE) ? cell(cells, BYTE) : "";
    return NUMBER.matcher(text).matches() ? Long.parseLong(text) : Reject.UNKNOWN_BYTE;
  }

  private String cell(List<String> cells, String name) {
    return cells.get(names.indexOf(name));
  }

  private long number(List<String> cells, String name, long row) {
    String text = cell(cells, name);
    if (!NUMBER.matcher(text).matches()) {
      throw broken(row, "\"" + text + "\" as its " + name, "the number that the load wrote there");
    }
    return Long.parseLong(text);
  }

  private RejectsLoad load(List<String> cells, long row) {
    String text = cell(cells, LOAD);
    if (text.isEmpty()) {
      throw broken(
          row,
          "no load: it was written by a check, or for a file that was never loaded",
          "the load that rejected it");
    }
    return RejectsLoad.parse(text)
        .orElseThrow(
            () ->
                broken(row, "\"" + text + "\" as its load", "the text that the load wrote there"));
  }

  private byte[] raw(List<String> cells, long row) {
    String text = cell(cells, RAW);
    String escaped = text.startsWith("'") ? text.substring(1) : text;
    if (escaped.isBlank()) {
      throw broken(row, "no raw record", "a fixed record, or a file without this line");
    }
    try {
      return Unescaped.of(escaped);
    } catch (Unescaped.Broken e) {
      throw e.getMessage().startsWith("\\(")
          ? broken(row, "a record that was cut", "a whole one, as in the file that was loaded")
          : broken(
              row,
              e.getMessage() + " in its raw record",
              "\\\\, \\n, \\r or \\xNN; double a backslash that belongs to the text");
    }
  }

  private Failure broken(long row, String found, String expected) {
    return Failure.of(
        "Cannot read the rejects in %s: line %s has %s; expected %s. Nothing was "
            + "added. Fix that line, then run this again.",
        path, row, found, expected);
  }
}
