package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.CopyTuples;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;

/**
 * Reads the rows of a query. It returns the same row object each time, so a row is valid until the
 * next call.
 */
final class CopyReader implements PartitionReader<InternalRow> {
  private final Connection connection;
  private final CopyTuples tuples;
  private final StructField[] columns;
  private final CopyField[] fields;
  private final SpecificInternalRow row;
  private final RowListener listener;

  private CopyReader(
      Connection connection, CopyTuples tuples, StructType schema, RowListener listener) {
    this.connection = connection;
    this.tuples = tuples;
    this.columns = schema.fields();
    this.fields =
        Arrays.stream(columns)
            .map(column -> CopyField.of(column.dataType()))
            .toArray(CopyField[]::new);
    this.row = new SpecificInternalRow(schema);
    this.listener = listener;
  }

  /**
   * Starts the query.
   *
   * @throws Failure if the server is unreachable or refuses the query
   */
  static CopyReader open(Source source, String query, StructType schema, RowListener listener) {
    Connection connection = source.connect();
    try {
      return new CopyReader(
          connection,
          new CopyTuples(
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyOut("copy (" + query + ") to stdout (format binary)")),
          schema,
          listener);
    } catch (SQLException | RuntimeException e) {
      abort(connection, e);
      throw Failure.causedBy(
          e,
          "Cannot read from %s: %s; expected the dataset's columns and an available "
              + "server. Fix the cause, then run the export again.",
          source.endpoint().jdbcUrl(),
          Causes.of(e));
    }
  }

  @Override
  public boolean next() throws IOException {
    if (!tuples.next(fields.length)) {
      listener.end();
      return false;
    }
    for (int i = 0; i < fields.length; i++) {
      int bytes = tuples.field();
      if (bytes >= 0) {
        read(i, bytes);
      } else if (columns[i].nullable()) {
        row.setNullAt(i);
      } else {
        throw unexpected(columns[i], "null", null);
      }
    }
    listener.row(row);
    return true;
  }

  private void read(int place, int bytes) throws IOException {
    try {
      fields[place].read(tuples, bytes, row, place);
    } catch (ArithmeticException e) {
      throw unexpected(columns[place], e.getMessage(), e);
    }
  }

  private static Failure unexpected(StructField column, String found, Exception cause) {
    return Failure.causedBy(
        cause,
        "Cannot read column %s: found %s; expected a value of type %s. Fix the row "
            + "in PostgreSQL, or load its file again.",
        column.name(),
        found,
        column.dataType().sql());
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    try {
      if (tuples.isActive()) {
        // The task was stopped before the last row: cancel the query.
        connection.abort(Runnable::run);
      } else {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void abort(Connection connection, Exception cause) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
