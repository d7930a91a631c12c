package io.quarterdeck.cli.report;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.dataset.Period;
import io.quarterdeck.loader.dataset.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries PostgreSQL for the charts of a dataset with an export. Stateless. */
public final class ReportQueries {
  /** The name for the combined smaller groups. */
  static final String OTHERS = "(others)";

  /** The name for rows without a group. */
  private static final String NONE = "(none)";

  private static final int TOP = 15;

  /**
   * The maximum number of groups to read. It exceeds the number in a chart, and limits memory for
   * columns with many values.
   */
  private static final int GROUPS = 50;

  private static final String BY_PERIOD =
      """
      select to_char(period, '%1$s'), case when rank <= %7$d then name else '%8$s' end, sum(sum)
      from (
        select period, name, sum, dense_rank() over (order by size desc, name) as rank
        from (
          select period, name, sum, sum(abs(sum)) over (partition by name) as size
          from (
            select date_trunc('%2$s', %3$s::timestamp) as period,
              %4$s::text collate "C" as name, sum(%5$s)::numeric as sum
            from %6$s
            group by 1, 2
            having count(%5$s) > 0
          ) as sums
        ) as sized
      ) as ranked
      group by period, 2
      order by period, 2
      """;

  private static final String TOP_GROUPS =
      """
      select %1$s::text collate "C", sum(%2$s)::numeric
      from %3$s
      group by 1
      having count(%2$s) > 0
      order by 2 desc, 1
      limit %4$d
      """;

  private ReportQueries() {}

  /**
   * Returns the charts; empty if the dataset has no export. The measure is the first summed column.
   * The chart by period uses the first group, the ranking the second one (or the first, if there is
   * only one).
   *
   * @throws SQLException if a query fails
   */
  public static Optional<ReportData.Charts> charts(Connection connection, Dataset dataset)
      throws SQLException {
    if (dataset.export().isEmpty()) {
      return Optional.empty();
    }
    Export export = dataset.export().get();
    String group = export.by().get(0);
    String top = export.by().get(Math.min(1, export.by().size() - 1));
    String measure = export.sum().get(0);
    return Optional.of(
        new ReportData.Charts(
            measure,
            group,
            byPeriod(connection, dataset.table(), export.period(), group, measure),
            top,
            top(connection, dataset.table(), top, measure)));
  }

  private static List<ReportData.Cell> byPeriod(
      Connection connection, TableName table, Period period, String group, String measure)
      throws SQLException {
    String sql =
        BY_PERIOD.formatted(
            pattern(period.every()),
            period.every().name(),
            TableName.quote(period.column()),
            TableName.quote(group),
            TableName.quote(measure),
            table.sql(),
            GROUPS,
            OTHERS);
    List<ReportData.Cell> cells = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        cells.add(new ReportData.Cell(name(rows, 1), name(rows, 2), rows.getBigDecimal(3)));
      }
    }
    return cells;
  }

  private static List<ReportData.Bar> top(
      Connection connection, TableName table, String group, String measure) throws SQLException {
    String sql =
        TOP_GROUPS.formatted(TableName.quote(group), TableName.quote(measure), table.sql(), TOP);
    List<ReportData.Bar> bars = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        bars.add(new ReportData.Bar(name(rows, 1), rows.getBigDecimal(2)));
      }
    }
    return bars;
  }

  private static String name(ResultSet rows, int column) throws SQLException {
    return Optional.ofNullable(rows.getString(column)).orElse(NONE);
  }

  private static String pattern(Period.Every every) {
    return switch (every) {
      case MONTH -> "YYYY-MM";
      case QUARTER -> "YYYY \"Q\"Q";
      case YEAR -> "YYYY";
    };
  }
}
