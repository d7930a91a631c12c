package io.quarterdeck.cli.property;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.cli.property.RandomDataset.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An independent implementation that reads CSV and compares values. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("set threads = 1");
    }
  }

  /** The rows of the file, each column of the dataset as text, and null as null. */
  List<List<String>> rows(Path file, RandomDataset dataset, List<Field> order) throws SQLException {
    String types =
        order.stream()
            .map(column -> "'" + column.name() + "': '" + column.kind().duckDb + "'")
            .collect(joining(", ", "{", "}"));
    String names = dataset.columns().stream().map(DuckDb::words).collect(joining(", "));
    return rows(
        connection,
        """
        select %s from read_csv('%s', columns = %s, delim = '%s', quote = '"', escape = '"',
          header = true, auto_detect = false, nullstr = '%s', allow_quoted_nulls = false,
          dateformat = '%%d-%%m-%%Y', timestampformat = '%%Y-%%m-%%d %%H:%%M:%%S', parallel = false)
        """
            .formatted(names, file, types, dataset.delimiter(), dataset.nullValue()));
  }

  private static String words(Field column) {
    return switch (column.kind()) {
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN -> column.name();
      case DATE -> "strftime(" + column.name() + ", '%Y-%m-%d')";
      case TIMESTAMP -> "strftime(" + column.name() + ", '%Y-%m-%d %H:%M:%S')";
    };
  }

  /** All rows of a query result as text. */
  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int width = answer.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int index = 1; index <= width; index++) {
          Object value = answer.getObject(index);
          row.add(value == null ? null : value.toString());
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
