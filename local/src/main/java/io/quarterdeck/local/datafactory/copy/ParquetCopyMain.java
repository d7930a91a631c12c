package io.quarterdeck.local.datafactory.copy;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Copies rows to a Parquet file: of a query to PostgreSQL, or of another Parquet file. Prints the
 * number of rows read and written. Prints a failure on one line to the standard error, and exits
 * with 1.
 */
public final class ParquetCopyMain {
  private ParquetCopyMain() {}

  /**
   * Runs the copy.
   *
   * @param arguments a properties file with {@code target}, and with {@code source} or with {@code
   *     url}, {@code user}, {@code password} and {@code query}
   */
  public static void main(String[] arguments) {
    try {
      Properties request = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
        request.load(reader);
      }
      CopiedRows copied = copy(request);
      System.out.println(copied.read() + " " + copied.written());
    } catch (IOException | SQLException | RuntimeException e) {
      System.err.println(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
      System.exit(1);
    }
  }

  private static CopiedRows copy(Properties request) throws IOException, SQLException {
    Path target = Path.of(request.getProperty("target"));
    return request.containsKey("source")
        ? ParquetFiles.copy(Path.of(request.getProperty("source")), target)
        : new TableCopy(
                request.getProperty("url"),
                request.getProperty("user"),
                request.getProperty("password"))
            .copy(request.getProperty("query"), target);
  }
}
