package io.quarterdeck.local.datafactory.copy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Copies the rows of a query to a Parquet file, a few thousand at a time.
 *
 * @param url the JDBC URL
 */
record TableCopy(String url, String user, String password) {
  private static final int ROWS_AT_A_TIME = 5_000;

  CopiedRows copy(String query, Path target) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      // Without a transaction, the driver reads all rows into memory.
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(ROWS_AT_A_TIME);
        try (ResultSet rows = statement.executeQuery(query)) {
          long read = write(rows, target);
          return new CopiedRows(read, ParquetFiles.rows(target));
        }
      }
    }
  }

  private static long write(ResultSet rows, Path target) throws SQLException, IOException {
    List<SourceColumn> columns = columns(rows.getMetaData());
    Types.MessageTypeBuilder builder = Types.buildMessage();
    columns.forEach(column -> builder.addField(column.kind().field(column.name())));
    MessageType schema = builder.named("table");
    long count = 0;
    try (ParquetWriter<Group> writer = ParquetFiles.writer(target, schema)) {
      while (rows.next()) {
        Group row = new SimpleGroup(schema);
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).kind().copy(rows, i + 1, row, columns.get(i).name());
        }
        writer.write(row);
        count++;
      }
    }
    return count;
  }

  private static List<SourceColumn> columns(ResultSetMetaData found) throws SQLException {
    List<SourceColumn> columns = new ArrayList<>();
    for (int i = 1; i <= found.getColumnCount(); i++) {
      columns.add(
          new SourceColumn(found.getColumnName(i), SourceKind.of(found.getColumnTypeName(i))));
    }
    return columns;
  }

  private record SourceColumn(String name, SourceKind kind) {}
}
