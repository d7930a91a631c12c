package io.quarterdeck.etl.load;

import io.quarterdeck.etl.rows.RowSink;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One connection that rows are copied over, in PostgreSQL's binary format. */
final class CopySink implements RowSink, AutoCloseable {
  /** The signature, then no flags and no header extension: 19 bytes. */
  private static final byte[] HEADER =
      "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] TRAILER = {-1, -1};

  private final Connection connection;
  private final CopyIn copy;

  CopySink(Connection connection, String copyStatement) throws SQLException {
    this.connection = connection;
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement);
    copy.writeToCopy(HEADER, 0, HEADER.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws SQLException {
    copy.writeToCopy(bytes, offset, length);
  }

  /** Cuts the connection: a write that the server no longer takes would not return otherwise. */
  @Override
  public void cancel() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The run has failed already, with a cause of its own; this connection is closed after it.
      throw new IllegalStateException(e);
    }
  }

  /** Ends the COPY; the rows are then in the table. */
  void finish() throws SQLException {
    copy.writeToCopy(TRAILER, 0, TRAILER.length);
    copy.endCopy();
  }

  /** Gives a COPY up that was not finished; the connection can be used again. */
  void abandon() throws SQLException {
    if (copy.isActive() && !connection.isClosed()) {
      copy.cancelCopy();
    }
  }

  Connection connection() {
    return connection;
  }

  /** Closes the connection; rows of a COPY that was not finished are not in the table. */
  @Override
  public void close() throws SQLException {
    try {
      abandon();
    } finally {
      connection.close();
    }
  }
}
