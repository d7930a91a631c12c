package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subset of published rows that an export includes.
 *
 * @param dataset the dataset
 * @param folder the folder under the dataset's folder, ending with a slash; empty for all rows
 * @param condition the SQL condition that selects the rows
 * @param isWhole whether the subset contains all rows
 */
record Part(Dataset dataset, String folder, String condition, boolean isWhole) {
  /**
   * Returns the subset for a quarter, or all rows.
   *
   * @throws Failure if the dataset does not define the period column
   */
  static Part of(Dataset dataset, Optional<Quarter> quarter) {
    return quarter
        .map(each -> quarter(dataset, each))
        .orElseGet(() -> new Part(dataset, "", "true", true));
  }

  private static Part quarter(Dataset dataset, Quarter quarter) {
    Export export =
        dataset
            .export()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot export the quarter %s of %s: found no export section in the "
                            + "dataset file; expected one whose period names the column. Add it, or "
                            + "export without --quarter.",
                        quarter, dataset.name()));
    String column = TableName.quote(export.period().column());
    return new Part(
        dataset,
        "quarter=" + quarter + "/",
        "%1$s >= date '%2$s' and %1$s < date '%3$s'"
            .formatted(column, quarter.first(), quarter.end()),
        false);
  }

  /**
   * Returns the expected totals: from the ledger for all rows, or computed by PostgreSQL for a
   * quarter.
   */
  Totals expected(Connection connection, List<PublishedLoad> loads, List<String> columns) {
    return isWhole ? Totals.ledger(loads, columns) : counted(connection, loads, columns);
  }

  private Totals counted(Connection connection, List<PublishedLoad> loads, List<String> columns) {
    StringBuilder select = new StringBuilder("select count(*)");
    columns.forEach(
        column -> select.append(", coalesce(sum(").append(TableName.quote(column)).append("), 0)"));
    long rows = 0;
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    for (PublishedLoad load : loads) {
      String query =
          "%s from %s where %s"
              .formatted(select, dataset.table().partition(load.id()).sql(), condition);
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(query)) {
        found.next();
        rows += found.getLong(1);
        for (int i = 0; i < columns.size(); i++) {
          sums.merge(columns.get(i), found.getBigDecimal(i + 2), BigDecimal::add);
        }
      } catch (SQLException e) {
        throw Failure.causedBy(
            e,
            "Cannot count the rows of load %s: %s; expected the partition that the "
                + "ledger names. Load the file again.",
            load.id(),
            e.getMessage());
      }
    }
    return Totals.exactly(rows, sums);
  }
}
