package io.quarterdeck.loader.load;

import io.quarterdeck.loader.csv.StoredRecord;
import io.quarterdeck.loader.csv.StoredRecord.Content;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectLine;
import io.quarterdeck.loader.reject.RejectsReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores repaired records in a temporary CSV file, so that the loader reads them like any other
 * file, and maps each record to its place in the loaded file. {@link #close} deletes the file.
 */
final class RepairedFile implements AutoCloseable {
  private final Path rejects;
  private final CsvDialect dialect;
  private final StoredRecord form;
  private final Path path;
  private final Map<Long, RejectLine> places = new HashMap<>();
  private long nextLine = 1;

  private RepairedFile(Path rejects, CsvDialect dialect, Path path) {
    this.rejects = rejects;
    this.dialect = dialect;
    this.form = new StoredRecord(dialect);
    this.path = path;
  }

  /**
   * Writes the file.
   *
   * @param dialect how the records are written
   * @param header the names in the header of the loaded file
   * @throws Failure if a line of the rejects does not hold exactly one record
   */
  static RepairedFile write(Path rejects, CsvDialect dialect, List<String> header) {
    try {
      Path path = Files.createTempFile("quarterdeck-repaired", ".csv");
      RepairedFile file = new RepairedFile(rejects, dialect, path);
      try {
        file.write(header);
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot copy the rows of %s to the temporary directory: %s; expected free "
              + "space there. Free some, then run this again.",
          rejects,
          e);
    }
  }

  private void write(List<String> header) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      List<String> fields = header.stream().map(form::field).toList();
      String names = String.join(String.valueOf(dialect.delimiter()), fields);
      writeRecord(names.getBytes(StandardCharsets.UTF_8), out);
      RejectsReader.read(
          rejects,
          (line, record) -> {
            refuseOther(line, record);
            places.put(nextLine, line);
            writeRecord(record, out);
          });
    }
  }

  private void writeRecord(byte[] record, OutputStream out) throws IOException {
    nextLine += form.lines(record);
    out.write(record);
    out.write('\n');
  }

  /**
   * Refuses a record with an unclosed quote, which would include the next record, and one with a
   * line end outside of quotes, which would be two records.
   */
  private void refuseOther(RejectLine line, byte[] record) {
    Content content = form.content(record);
    if (content != Content.ONE_RECORD) {
      throw Failure.of(
          "Cannot add the rows of %s: line %s has %s in its raw record; expected one "
              + "record. Nothing was added. Fix that line, then run this again.",
          rejects,
          line.row(),
          content == Content.OPEN_QUOTE ? "a quote that never closes" : "more than one record");
    }
  }

  Path path() {
    return path;
  }

  /**
   * For each line of this file on which a record begins, the line of the rejects that it comes
   * from.
   */
  Map<Long, RejectLine> places() {
    return places;
  }

  /** The same reject, with its place in the loaded file. */
  Reject placed(Reject reject) {
    RejectLine place = places.get(reject.line());
    return new Reject(
        place.line(),
        place.byteOffset(),
        reject.column(),
        reject.reason(),
        reject.found(),
        reject.expected(),
        reject.raw());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
