package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.RowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records from which a file is described.
 *
 * @param encoding the encoding of the file
 * @param dialect how the records are separated
 * @param columns the columns with the facts about their values, in the order of the file
 * @param rows the number of records below the header that were read
 * @param extent whether these are all records
 */
record RecordSample(
    EncodingGuess encoding,
    DialectGuess dialect,
    List<ColumnGuess> columns,
    long rows,
    Extent extent) {
  /** How much of the file was read. */
  enum Extent {
    WHOLE_FILE,
    FIRST_ROWS
  }

  private static final int DIALECT_CHARACTERS = 1 << 18;
  private static final long ENCODING_BYTES = 1L << 30;

  /**
   * Reads a file.
   *
   * @param maximumRows the number of records after which the reading ends
   * @throws Failure if the file cannot be read, or has no header
   */
  static RecordSample of(Path file, long maximumRows, Progress progress) {
    try {
      progress.phase("finding the encoding");
      EncodingGuess encoding = EncodingGuess.of(file, ENCODING_BYTES);
      DialectGuess dialect = dialect(file, encoding);
      progress.phase("reading records");
      return read(file, encoding, dialect, maximumRows);
    } catch (IOException e) {
      throw Failure.causedBy(
          e, "Cannot read %s: %s; expected CSV text. Check the file.", file, e.getMessage());
    } catch (UncheckedIOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: %s; expected CSV text. Close the quote, or double the quotes that belong"
              + " to the text.",
          file,
          e.getCause().getMessage());
    }
  }

  private static Reader open(Path file, EncodingGuess encoding) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                new RowSource(file, encoding.charset()).open(), encoding.charset()));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  private static DialectGuess dialect(Path file, EncodingGuess encoding) throws IOException {
    char[] sample = new char[DIALECT_CHARACTERS];
    int filled = 0;
    try (Reader text = open(file, encoding)) {
      int got = text.read(sample, 0, sample.length);
      while (got > 0) {
        filled += got;
        got = text.read(sample, filled, sample.length - filled);
      }
    }
    return DialectGuess.of(new String(sample, 0, filled));
  }

  private static RecordSample read(
      Path file, EncodingGuess encoding, DialectGuess dialect, long maximumRows)
      throws IOException {
    List<ColumnGuess> columns = new ArrayList<>();
    long rows = 0;
    Extent extent = Extent.WHOLE_FILE;
    try (BufferedReader text = new BufferedReader(open(file, encoding))) {
      for (int line = 0; line < dialect.skippedLines(); line++) {
        text.readLine();
      }
      CSVParser parser = CSVParser.builder().setReader(text).setFormat(dialect.format()).get();
      for (CSVRecord record : parser) {
        if (columns.isEmpty()) {
          record.forEach(
              name -> columns.add(new ColumnGuess(name, columns.size() + 1, new ColumnFacts())));
        } else if (rows == maximumRows) {
          extent = Extent.FIRST_ROWS;
          break;
        } else {
          rows++;
          take(record, columns);
        }
      }
    }
    if (columns.isEmpty()) {
      throw Failure.of(
          "Cannot describe %s: it has no text; expected a header and rows. Write the file again.",
          file);
    }
    return new RecordSample(encoding, dialect, columns, rows, extent);
  }

  /** A record with another number of fields is a reject, and says nothing about the columns. */
  private static void take(CSVRecord record, List<ColumnGuess> columns) {
    if (record.size() == columns.size()) {
      for (int field = 0; field < record.size(); field++) {
        columns.get(field).facts.add(record.get(field));
      }
    }
  }
}
