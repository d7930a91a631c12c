package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.Escaped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the header from the first chunk of a file. */
final class HeaderReader {
  /**
   * More than the 1,600 columns that a PostgreSQL table can have, because a file can have ignored
   * columns.
   */
  private static final int MAXIMUM_FIELDS = 1 << 16;

  private HeaderReader() {}

  /** Reads the header and moves the start of the chunk behind it. */
  static Header take(Chunk chunk, Dataset dataset, Path file) {
    byte[] bytes = chunk.bytes();
    int at = chunk.start();
    long line = chunk.firstLine();
    while (at < chunk.end() && (bytes[at] == '\n' || bytes[at] == '\r')) {
      at = RecordScanner.afterLineEnd(bytes, at, chunk.end());
      line++;
    }
    if (at == chunk.end()) {
      throw Failure.of(
          "Cannot read %s: it has no text; expected a header and rows. Write the file again.",
          file);
    }
    RecordScanner scanner = new RecordScanner(dataset.csv().delimiter(), MAXIMUM_FIELDS);
    int next = scanner.scan(bytes, at, chunk.end());
    List<String> names = new ArrayList<>();
    for (int field = 0; field < Math.min(scanner.count(), MAXIMUM_FIELDS); field++) {
      names.add(name(bytes, scanner, field, chunk, file));
    }
    chunk.skipTo(next, line + scanner.lines());
    return Header.of(names, dataset, file);
  }

  private static String name(
      byte[] bytes, RecordScanner scanner, int field, Chunk chunk, Path file) {
    int start = scanner.start(field);
    int end = scanner.end(field);
    int invalid = Utf8.firstInvalid(bytes, start, end);
    if (invalid >= 0) {
      throw Failure.of(
          "Cannot read %s: its header has the byte %s at byte %s; expected UTF-8. "
              + "Save it as UTF-8.",
          file, Escaped.of(bytes, invalid, invalid + 1), chunk.byteOffset(invalid));
    }
    String written = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return scanner.kind(field) == RecordScanner.Kind.ESCAPED
        ? written.replace("\"\"", "\"")
        : written;
  }
}
