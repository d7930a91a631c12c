package io.quarterdeck.etl.rows.reject;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.SystemReason;
import io.quarterdeck.etl.rows.bytes.Utf8;
import io.quarterdeck.etl.rows.csv.Chunk;
import io.quarterdeck.etl.rows.csv.ChunkReader;
import io.quarterdeck.etl.rows.csv.RecordScanner;
import io.quarterdeck.etl.rows.csv.RecordScanner.Kind;
import io.quarterdeck.etl.rows.source.FileType;
import io.quarterdeck.etl.rows.source.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file that {@link RejectFile} wrote and somebody mended, perhaps in a spreadsheet: that
 * may have added a byte order mark, quotes and other line ends, or made semicolons or tabs of the
 * commas. Columns may come in another order; only line, byte, raw and load are looked at.
 */
public final class RejectsReader {
  /** Takes one line after the other, with its record as it is now, without a line end. */
  @FunctionalInterface
  public interface Sink {
    void accept(RejectLine line, byte[] record) throws IOException;
  }

  private static final int CHUNK_BYTES = 1 << 18;
  private static final int MAXIMUM_RECORD_BYTES = 1 << 20;
  private static final int MAXIMUM_FIELDS = 64;

  private final Path path;
  private final Sink sink;
  private List<String> names = List.of();

  private RejectsReader(Path path, Sink sink) {
    this.path = path;
    this.sink = sink;
  }

  /**
   * Reads the file once, to its end.
   *
   * @throws Failure when it cannot be read, or a line of it is not as {@link RejectFile} wrote it
   */
  public static void read(Path path, Sink sink) {
    FileType.requireRegular(path);
    try (InputStream in = Files.newInputStream(path)) {
      refuseCompressed(path);
      new RejectsReader(path, sink).read(in, delimiter(path));
    } catch (IOException e) {
      throw new Failure(
          "Cannot read the rejects in "
              + path
              + ": "
              + SystemReason.of(e)
              + "; expected the file that a load wrote. Check the path and its permissions.",
          e);
    }
  }

  private static void refuseCompressed(Path path) throws IOException {
    if (SourceFormat.of(path) == SourceFormat.GZIP) {
      throw new Failure(
          "Cannot read the rejects in "
              + path
              + ": it is compressed with gzip; expected the file that a load wrote. Decompress it"
              + " with gunzip.");
    }
  }

  private static char delimiter(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(256), StandardCharsets.ISO_8859_1);
      String header = start.lines().findFirst().orElse("");
      return header.contains(",") ? ',' : header.contains(";") ? ';' : '\t';
    }
  }

  private void read(InputStream in, char delimiter) throws IOException {
    ChunkReader reader =
        new ChunkReader(in, path.toString(), delimiter, CHUNK_BYTES, MAXIMUM_RECORD_BYTES);
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
        throw broken(row, "bytes that are not UTF-8", "UTF-8: save it so");
      }
      String written = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      cells[field] = scanner.kind(field) == Kind.DOUBLED ? written.replace("\"\"", "\"") : written;
    }
    return Arrays.asList(cells);
  }

  private void take(List<String> cells, long row) throws IOException {
    if (names.isEmpty()) {
      if (!cells.containsAll(List.of("line", "byte", "raw", "load"))) {
        throw broken(row, String.join(",", cells), "the header " + RejectFile.HEADER);
      }
      names = cells;
    } else if (cells.size() != names.size()) {
      throw broken(row, cells.size() + " cells", names.size() + " cells");
    } else {
      sink.accept(line(cells, row), raw(cells, row));
    }
  }

  private RejectLine line(List<String> cells, long row) {
    return new RejectLine(
        row, number(cells, "line", row), number(cells, "byte", row), load(cells, row));
  }

  private String cell(List<String> cells, String name) {
    return cells.get(names.indexOf(name));
  }

  private long number(List<String> cells, String name, long row) {
    String text = cell(cells, name);
    if (!text.matches("[0-9]{1,18}")) {
      throw broken(row, "\"" + text + "\" as its " + name, "the number that the load wrote there");
    }
    return Long.parseLong(text);
  }

  private RejectsLoad load(List<String> cells, long row) {
    String text = cell(cells, "load");
    if (text.isEmpty()) {
      throw broken(
          row,
          "no load: it was written by a check, or for a file that was never loaded",
          "the load that left it out");
    }
    return RejectsLoad.parse(text)
        .orElseThrow(
            () ->
                broken(row, "\"" + text + "\" as its load", "the words that the load wrote there"));
  }

  private byte[] raw(List<String> cells, long row) {
    String text = cell(cells, "raw");
    String escaped = text.startsWith("'") ? text.substring(1) : text;
    if (escaped.isBlank()) {
      throw broken(row, "no raw record", "a repaired one, or the whole line left out");
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
    return new Failure(
        "Cannot read the rejects in "
            + path
            + ": line "
            + row
            + " has "
            + found
            + "; expected "
            + expected
            + ". Nothing was added: mend that line, then run this again.");
  }
}
