package io.quarterdeck.loader.load;

import io.quarterdeck.loader.postgres.BinaryCopy;
import io.quarterdeck.loader.rows.RowSink;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows to PostgreSQL in the binary COPY format. Each sink has its own connection. */
final class CopySink implements RowSink, AutoCloseable {
  private static final byte[] HEADER = BinaryCopy.header();
  private static final byte[] TRAILER = BinaryCopy.trailer();

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

  /**
   * Aborts the connection. Otherwise, a write that the server does not read would block forever.
   */
  @Override
  public void cancel() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The run has already failed with its own cause, and the connection is closed afterwards.
      throw new IllegalStateException(e);
    }
  }

  /** Ends the COPY. The rows are then in the table. */
  void finish() throws SQLException {
    copy.writeToCopy(TRAILER, 0, TRAILER.length);
    copy.endCopy();
  }

  /** Cancels an unfinished COPY. The connection stays usable. */
  void abandon() throws SQLException {
    if (copy.isActive() && !connection.isClosed()) {
      copy.cancelCopy();
    }
  }

  Connection connection() {
    return connection;
  }

  /** Closes the connection. Rows of an unfinished COPY are discarded. */
  @Override
  public void close() throws SQLException {
    try {
      abandon();
    } finally {
      connection.close();
    }
  }
}
