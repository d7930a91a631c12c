package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.postgres.AdvisoryLock;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads rows of the ledger. */
final class LedgerRows {
  private static final String COLUMNS =
      "id, dataset, table_name, mode, file, landing, sha256, bytes, status, rows_read, rows_loaded,"
          + " rows_rejected, duplicates, columns::text, rejects_file, failure, superseded_by,"
          + " started, finished, dropped, who, tool_version, repairs, correlation_id";

  /** Shows a running load as interrupted if no session holds the lock of its table. */
  private static final String LIVE_STATUS =
      "case when status = 'running' and not exists (select from pg_locks where "
          + AdvisoryLock.held("table_name")
          + ") then 'interrupted' else status end as status";

  private LedgerRows() {}

  static List<LedgerEntry> select(Connection connection, String rest, Object... parameters)
      throws SQLException {
    return Sql.list(
        connection,
        LedgerRows::entry,
        "select " + COLUMNS + " from quarterdeck.load " + rest,
        parameters);
  }

  static Optional<LedgerEntry> first(Connection connection, String rest, Object... parameters)
      throws SQLException {
    return select(connection, rest, parameters).stream().findFirst();
  }

  static List<LedgerEntry> selectWithDeadLoads(
      Connection connection, String rest, Object... parameters) throws SQLException {
    return Sql.list(
        connection,
        LedgerRows::entry,
        "select "
            + COLUMNS.replace(" status,", " " + LIVE_STATUS + ",")
            + " from quarterdeck.load "
            + rest,
        parameters);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("id"),
        row.getString("dataset"),
        row.getString("table_name"),
        LoadMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
        row.getString("file"),
        Optional.ofNullable(row.getString("landing")),
        row.getString("sha256"),
        row.getLong("bytes"),
        LoadStatus.of(row.getString("status")),
        number(row, "rows_read"),
        number(row, "rows_loaded"),
        number(row, "rows_rejected"),
        number(row, "duplicates"),
        row.getString("columns"),
        Optional.ofNullable(row.getString("rejects_file")),
        Optional.ofNullable(row.getString("failure")),
        number(row, "superseded_by"),
        moment(row, "started").orElseThrow(),
        moment(row, "finished"),
        moment(row, "dropped"),
        row.getString("who"),
        row.getString("tool_version"),
        row.getInt("repairs"),
        Optional.ofNullable(row.getString("correlation_id")));
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
