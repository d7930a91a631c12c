package io.quarterdeck.loader.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.ledger.RepairCounts;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.reject.RejectLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Adds repaired rows to a published load. The rows are first copied to a temporary table, which
 * PostgreSQL drops at the end of the transaction.
 */
final class RepairedRows {
  /** The name of the temporary table. */
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

  /**
   * A row whose values differ from those in the file.
   *
   * @param line its line in the loaded file
   * @param columns the columns that differ, each with its value in the table and in the file
   */
  record Changed(long line, String columns) {
    @Override
    public String toString() {
      return "line " + line + ": " + columns;
    }
  }

  /** The lines among these that the load already has. */
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

  /**
   * Sets the line number of each row in the temporary table to its line in the loaded file.
   *
   * @param places for each line of the temporary file, its line in the loaded file
   */
  void place(Map<Long, RejectLine> places) throws SQLException {
    // Two steps, because the new line number of a row can be the old one of another row.
    Sql.update(
        connection,
        """
        update %s c set load_line = -p.line
        from unnest(?::bigint[], ?::bigint[]) as p(copied, line)
        where p.copied = c.load_line
        """
            .formatted(COPY),
        places.keySet().toArray(new Long[0]),
        places.values().stream().map(RejectLine::line).toArray(Long[]::new));
    Sql.update(connection, "update %s set load_line = -load_line".formatted(COPY));
  }

  /** The rows that the load has with other values, in the order of the file. */
  List<Changed> changed() throws SQLException {
    String columns =
        dataset.columns().stream()
            .map(
                column ->
                    "case when t.%1$s is distinct from c.%1$s then %2$s || ' is ' || coalesce(t.%1$s::text, 'null') || ', not ' || coalesce(c.%1$s::text, 'null') end"
                        .formatted(TableName.quote(column.name()), literal(column.name())))
            .collect(joining(", "));
    return Sql.list(
        connection,
        row -> new Changed(row.getLong(1), row.getString(2)),
        "select t.load_line, concat_ws(', ', %s) from %s t join %s c using (load_line) where %s order by 1"
            .formatted(columns, table.sql(), COPY, differs()));
  }

  /** Replaces the values of the rows that differ, and returns the number of these rows. */
  long replaceChanged() throws SQLException {
    return Sql.update(
        connection,
        "update %s t set %s from %s c where t.load_line = c.load_line and (%s)"
            .formatted(table.sql(), each(name -> name + " = c." + name, ", "), COPY, differs()));
  }

  /** Adds the rows that the load does not have, and returns their number. */
  long addAbsent() throws SQLException {
    String names = each(name -> name, ", ");
    return Sql.update(
        connection,
        """
        insert into %1$s (load_id, load_line, %2$s)
        select load_id, load_line, %2$s from %3$s c
        where not exists (select from %1$s t where t.load_line = c.load_line)
        """
            .formatted(table.sql(), names, COPY));
  }

  /** The new counts and profile of the load, for the ledger. Call this after the rows are added. */
  RepairCounts counts(long added, long rejected) throws SQLException {
    PartitionProfile profile = new PartitionProfile(connection, dataset, table);
    return new RepairCounts(
        added,
        rejected,
        entry.duplicates().isEmpty() ? OptionalLong.empty() : OptionalLong.of(profile.duplicates()),
        LedgerProfile.write(new ArrayList<>(profile.columns())));
  }

  private String differs() {
    return each(name -> "t.%1$s is distinct from c.%1$s".formatted(name), " or ");
  }

  private String each(UnaryOperator<String> column, String separator) {
    return dataset.columns().stream()
        .map(Column::name)
        .map(TableName::quote)
        .map(column)
        .collect(joining(separator));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
