package io.quarterdeck.cli.batch;

import io.quarterdeck.cli.report.ReportData;
import io.quarterdeck.cli.report.ReportData.Quality;
import io.quarterdeck.cli.report.ValueQueries;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Collects the figures of the columns: the profile from the ledger, the distribution of the values
 * from the table.
 *
 * @param connection a connection to the stack's database
 * @param dataset the dataset
 */
record ColumnReport(Connection connection, Dataset dataset) {
  List<Quality> of(LedgerEntry load) throws SQLException {
    Map<String, Column> columns =
        dataset.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
    ValueQueries values = ValueQueries.of(connection, dataset.table());
    List<Quality> qualities = new ArrayList<>();
    for (LedgerProfile profile : LedgerProfile.read(load.columns())) {
      Column column = columns.get(profile.name());
      if (column != null) {
        qualities.add(
            new ReportData.Quality(
                profile.name(),
                column.type().kind(),
                column.type().sql(),
                profile.nulls(),
                profile.distinct(),
                profile.min(),
                profile.max(),
                profile.mean(),
                values.read(column)));
      }
    }
    return qualities;
  }
}
