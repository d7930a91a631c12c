package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stores and reads the data of the ledger about repaired rejects. */
final class LedgerRepairs {
  private LedgerRepairs() {}

  static void add(
      Connection connection, long id, RepairCounts counts, String file, LoadAuthor author)
      throws SQLException {
    Sql.update(
        connection,
        """
        update quarterdeck.load
        set rows_loaded = rows_loaded + ?, rows_rejected = rows_rejected - ?, duplicates = ?,
            columns = ?::jsonb, repairs = repairs + 1
        where id = ?
        """,
        counts.added(),
        counts.added(),
        counts.duplicates().isPresent() ? counts.duplicates().getAsLong() : null,
        counts.columns(),
        id);
    Sql.update(
        connection,
        """
        insert into quarterdeck.repair
          (load_id, file, rows_added, rows_rejected, who, correlation_id, tool_version)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        file,
        counts.added(),
        counts.rejected(),
        author.who(),
        author.correlation().text(),
        ToolVersion.current());
  }

  static Optional<List<String>> header(Connection connection, long id) throws SQLException {
    return Sql.first(
        connection,
        row -> List.of((String[]) row.getArray(1).getArray()),
        "select header from quarterdeck.load where id = ? and header is not null",
        id);
  }
}
