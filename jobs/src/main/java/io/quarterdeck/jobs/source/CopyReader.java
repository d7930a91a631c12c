package io.quarterdeck.jobs.source;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
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

/** One query's rows. The row that it gives is one object, valid until the next is asked for. */
final class CopyReader implements PartitionReader<InternalRow> {
  private final Connection connection;
  private final CopyTuples tuples;
  private final StructField[] columns;
  private final CopyField[] fields;
  private final SpecificInternalRow row;
  private final RowWatch watch;

  private CopyReader(Connection connection, CopyTuples tuples, StructType schema, RowWatch watch) {
    this.connection = connection;
    this.tuples = tuples;
    this.columns = schema.fields();
    this.fields =
        Arrays.stream(columns)
            .map(column -> CopyField.of(column.dataType()))
            .toArray(CopyField[]::new);
    this.row = new SpecificInternalRow(schema);
    this.watch = watch;
  }

  /**
   * Starts to read.
   *
   * @throws Failure when the server cannot be reached, or refuses the query
   */
  static CopyReader open(Source source, String query, StructType schema, RowWatch watch) {
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
          watch);
    } catch (SQLException | RuntimeException e) {
      abort(connection, e);
      throw new Failure(
          "Cannot read from "
              + source.url()
              + ": "
              + Causes.of(e)
              + "; expected the dataset's columns there, and a server that answers. Mend that, then run"
              + " the export again.",
          e);
    }
  }

  @Override
  public boolean next() throws IOException {
    if (!tuples.next(fields.length)) {
      watch.end();
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
    watch.row(row);
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
    return new Failure(
        "Cannot read column "
            + column.name()
            + ": found "
            + found
            + "; expected a value of type "
            + column.dataType().sql()
            + ". Mend the row in PostgreSQL, or load its file again.",
        cause);
  }

  @Override
  public InternalRow get() {
    return row;
  }

  @Override
  public void close() throws IOException {
    try {
      if (tuples.isActive()) {
        // A task that was stopped: the server need not send the rest.
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
