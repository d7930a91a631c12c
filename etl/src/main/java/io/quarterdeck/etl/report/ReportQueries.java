package io.quarterdeck.etl.report;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.Export;
import io.quarterdeck.etl.dataset.Period;
import io.quarterdeck.etl.dataset.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL for the charts of any dataset with an export. Stateless. */
public final class ReportQueries {
  private static final int TOP = 15;

  private ReportQueries() {}

  /**
   * The charts, or none without an export. The first summed column is the measure; the first group
   * goes by period, the second (or the first, if it is alone) is the one whose biggest are shown.
   *
   * @throws SQLException as the server gives it
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
    String column = TableName.quote(period.column());
    String sql =
        "select to_char(date_trunc('%s', %s), '%s'), %s::text, sum(%s)::numeric from %s group by 1, 2 order by 1, 2"
            .formatted(
                period.every().name(),
                column,
                pattern(period.every()),
                TableName.quote(group),
                TableName.quote(measure),
                table.sql());
    List<ReportData.Cell> cells = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (rows.getBigDecimal(3) != null) {
          cells.add(new ReportData.Cell(name(rows, 1), name(rows, 2), rows.getBigDecimal(3)));
        }
      }
    }
    return cells;
  }

  private static List<ReportData.Bar> top(
      Connection connection, TableName table, String group, String measure) throws SQLException {
    String sql =
        "select %s::text, sum(%s)::numeric from %s group by 1 having sum(%s) is not null order by 2 desc, 1 limit %d"
            .formatted(
                TableName.quote(group),
                TableName.quote(measure),
                table.sql(),
                TableName.quote(measure),
                TOP);
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
    return Optional.ofNullable(rows.getString(column)).orElse("(none)");
  }

  private static String pattern(Period.Every every) {
    return switch (every) {
      case MONTH -> "YYYY-MM";
      case QUARTER -> "YYYY \"Q\"Q";
      case YEAR -> "YYYY";
    };
  }
}
