package io.quarterdeck.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Reads the tables of this module: files with a header and one line per row. */
final class TableFile {
  private TableFile() {}

  /**
   * Returns the rows of a table, in the order of the file.
   *
   * @param file the name of the file in this package
   * @param header the expected first line
   */
  static <T> List<T> rows(String file, String header, Function<String, T> row) {
    try (InputStream bytes = TableFile.class.getResourceAsStream(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      if (!header.equals(lines.readLine())) {
        throw new IllegalStateException(
            "Cannot read %s: found another header; expected %s. Correct the first line."
                .formatted(file, header));
      }
      return lines.lines().map(row).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
