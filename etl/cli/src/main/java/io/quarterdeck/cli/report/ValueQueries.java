package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Bin;
import io.quarterdeck.cli.report.ReportData.Frequent;
import io.quarterdeck.cli.report.ReportData.RowsRead;
import io.quarterdeck.cli.report.ReportData.Values;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Queries the distribution of the values of a table's columns. A table with more than {@value
 * #LARGE} rows is sampled: {@code TABLESAMPLE SYSTEM} reads random blocks, about {@value #LARGE}
 * rows of them (PostgreSQL, "SELECT", TABLESAMPLE). Always the same blocks, so that two reports of
 * the same table are equal.
 *
 * @param connection a connection to the database
 * @param table the table
 * @param rowsRead whether a sample is read
 * @param from the table in SQL, with the sample
 */
public record ValueQueries(Connection connection, TableName table, RowsRead rowsRead, String from) {
  private static final int LARGE = 100_000;
  private static final int BINS = 20;
  private static final int FREQUENT = 5;

  /**
   * The planner's estimate is exact enough to decide. It is -1 for partitions that were never
   * analyzed; their size then decides, at about 100 rows in a block of 8 KiB.
   */
  private static final String ROWS =
      """
      select coalesce(sum(case
        when reltuples >= 0 then reltuples
        else pg_relation_size(c.oid) / 8192 * 100 end), 0)::bigint
      from pg_partition_tree(to_regclass(?)) as tree join pg_class as c on c.oid = tree.relid
      where tree.isleaf
      """;

  private static final String HISTOGRAM =
      """
      with sample as materialized (
        select %1$s as value from %2$s where %3$s is not null
      ), bounds as (
        select min(value) as low, max(value) as high from sample
      ), filled as (
        select case when low = high then 1 else least(width_bucket(value, low, high, %4$d), %4$d) end
          as bin, count(*) as rows
        from sample, bounds group by 1
      )
      select %5$s, %6$s, coalesce(rows, 0)
      from bounds, generate_series(1, case when low = high then 1 else %4$d end) as bins(bin)
        left join filled using (bin)
      where low is not null
      order by bin
      """;

  private static final String FREQUENT_VALUES =
      """
      with sample as materialized (select %1$s::text collate "C" as value from %2$s)
      select left(value, 80), count(*), (select count(value) from sample)
      from sample where value is not null
      group by value order by 2 desc, value limit %3$d
      """;

  /**
   * Returns the queries of a table.
   *
   * @throws SQLException if the size of the table cannot be read
   */
  public static ValueQueries of(Connection connection, TableName table) throws SQLException {
    long rows = Sql.first(connection, row -> row.getLong(1), ROWS, table.sql()).orElse(0L);
    if (rows <= LARGE) {
      return new ValueQueries(connection, table, RowsRead.ALL, table.sql());
    }
    String sample =
        String.format(
            Locale.ROOT,
            "%s tablesample system (%.6f) repeatable (1)",
            table.sql(),
            100.0 * LARGE / rows);
    return new ValueQueries(connection, table, RowsRead.SAMPLE, sample);
  }

  /**
   * Returns the distribution of a column; empty if the rows that were read have no value.
   *
   * @throws SQLException if a query fails
   */
  public Optional<Values> read(Column column) throws SQLException {
    String name = TableName.quote(column.name());
    record Counted(Frequent value, long all) {}
    List<Counted> frequent =
        Sql.list(
            connection,
            row -> new Counted(new Frequent(row.getString(1), row.getLong(2)), row.getLong(3)),
            FREQUENT_VALUES.formatted(name, from, FREQUENT));
    if (frequent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Values(
            frequent.get(0).all(),
            rowsRead,
            histogram(column, name),
            frequent.stream().map(Counted::value).toList()));
  }

  private List<Bin> histogram(Column column, String name) throws SQLException {
    return switch (column.type().kind()) {
      case TEXT, BOOLEAN -> List.of();
      case INTEGER, BIGINT, DECIMAL, DOUBLE ->
          bins(name, name + "::numeric", "trim_scale(round(%s, 4))::text");
      case DATE ->
          bins(
              name,
              "extract(epoch from %s)".formatted(name),
              "(to_timestamp(%s) at time zone 'UTC')::date::text");
      case TIMESTAMP ->
          bins(
              name,
              "extract(epoch from %s)".formatted(name),
              "to_char(to_timestamp(%s) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')");
    };
  }

  /**
   * @param value the SQL of the value as a number
   * @param shown the SQL of the text of a bound
   */
  private List<Bin> bins(String name, String value, String shown) throws SQLException {
    String low = "(low + (high - low) * (bin - 1) / %d)".formatted(BINS);
    String high =
        "(case when low = high then high else low + (high - low) * bin / %d end)".formatted(BINS);
    return Sql.list(
        connection,
        row -> new Bin(row.getString(1), row.getString(2), row.getLong(3)),
        HISTOGRAM.formatted(value, from, name, BINS, shown.formatted(low), shown.formatted(high)));
  }
}
