package io.quarterdeck.etl.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.TableName;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.ledger.LedgerProfile;
import io.quarterdeck.etl.ledger.RepairCounts;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.etl.rows.RowSummary;
import io.quarterdeck.etl.rows.reject.RejectLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rows on their way into a load that readers see: first in a copy of its table, which ends with the
 * transaction.
 */
final class RepairedRows {
  /** The copy's name. */
  static final String COPY = "pg_temp.quarterdeck_repaired";

  private final Connection connection;
  private final Dataset dataset;
  private final LedgerEntry entry;
  private final LoadTable table;

  RepairedRows(Connection connection, Dataset dataset, LedgerEntry entry) {
    this.connection = connection;
    this.dataset = dataset;
    this.entry = entry;
    this.table = new LoadTable(dataset, entry.id());
  }

  /** Which of these lines the load has already. */
  Set<Long> present(Set<Long> lines) throws SQLException {
    return Set.copyOf(
        Sql.list(
            connection,
            row -> row.getLong(1),
            "select load_line from " + table.sql() + " where load_line = any(?::bigint[])",
            (Object) lines.toArray(new Long[0])));
  }

  void createCopy() throws SQLException {
    Sql.execute(
        connection,
        "create temporary table %s (like %s) on commit drop"
            .formatted(COPY.replaceFirst(".*\\.", ""), table.sql()));
  }

  /** What the ledger is to say of the load once the copy's rows are added. */
  RepairCounts counts(RowSummary summary) throws SQLException {
    List<LedgerProfile> before = LedgerProfile.read(entry.columns());
    List<LedgerProfile> after = new ArrayList<>();
    for (int index = 0; index < before.size(); index++) {
      Column column = dataset.columns().get(index);
      after.add(
          RepairedProfile.of(
              column.type(),
              before.get(index),
              summary.columns().get(index),
              newValues(column),
              entry.rowsLoaded().orElseThrow() + summary.rowsLoaded()));
    }
    OptionalLong duplicates =
        entry.duplicates().isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(entry.duplicates().getAsLong() + summary.rowsLoaded() - newRows());
    return new RepairCounts(
        summary.rowsLoaded(), summary.rowsRejected(), duplicates, LedgerProfile.write(after));
  }

  private long newValues(Column column) throws SQLException {
    String name = TableName.quote(column.name());
    return count("select %1$s from %2$s where %1$s is not null except select %1$s from %3$s", name);
  }

  private long newRows() throws SQLException {
    String names =
        dataset.columns().stream().map(Column::name).map(TableName::quote).collect(joining(", "));
    return count("select %1$s from %2$s except select %1$s from %3$s", names);
  }

  private long count(String difference, String names) throws SQLException {
    String rows = difference.formatted(names, COPY, table.sql());
    return Sql.first(
            connection, row -> row.getLong(1), "select count(*) from (" + rows + ") as added")
        .orElseThrow();
  }

  /**
   * Adds the copy's rows to the load, which shows them to readers once the transaction commits.
   *
   * @param places for each line of the copy, its line in the loaded file
   */
  void add(Map<Long, RejectLine> places) throws SQLException {
    String columns =
        dataset.columns().stream().map(Column::name).map(TableName::quote).collect(joining(", "));
    Sql.update(
        connection,
        """
        insert into %1$s (load_id, load_line, %2$s)
        select c.load_id, p.line, %2$s
        from %3$s c join unnest(?::bigint[], ?::bigint[]) as p(copied, line)
          on p.copied = c.load_line
        """
            .formatted(table.sql(), columns, COPY),
        places.keySet().toArray(new Long[0]),
        places.values().stream().map(RejectLine::line).toArray(Long[]::new));
  }
}
