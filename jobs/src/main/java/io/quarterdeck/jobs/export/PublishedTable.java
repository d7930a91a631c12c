package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads rows from the partitions of the given loads. A published partition does not change, so
 * concurrent loads do not affect the result.
 */
final class PublishedTable {
  private final Dataset dataset;
  private final Part part;

  PublishedTable(Dataset dataset, Part part) {
    this.dataset = dataset;
    this.part = part;
  }

  /**
   * Returns queries that together select the rows of all loads.
   *
   * @param parallelism the number of queries that run in parallel
   */
  List<String> queries(Connection connection, List<PublishedLoad> loads, int parallelism) {
    return loads.stream().flatMap(load -> queries(connection, load, parallelism)).toList();
  }

  private Stream<String> queries(Connection connection, PublishedLoad load, int parallelism) {
    TableName partition = dataset.table().partition(load.id());
    String select =
        dataset.columns().stream()
            .map(PublishedTable::expression)
            .collect(
                Collectors.joining(
                    ", ",
                    "select ",
                    " from %s where %s = %d and %s and "
                        .formatted(partition.sql(), Dataset.LOAD_ID, load.id(), part.condition())));
    return Splits.of(extent(connection, partition, load), parallelism).stream()
        .map(split -> select + split);
  }

  // The cast makes PostgreSQL convert or refuse the values if the table was altered manually;
  // otherwise they could be misread.
  private static String expression(Column column) {
    return TableName.quote(column.name()) + "::" + column.type().sql();
  }

  private static Splits.Extent extent(
      Connection connection, TableName partition, PublishedLoad load) {
    try (Statement statement = connection.createStatement();
        ResultSet ends =
            statement.executeQuery(
                "select pg_relation_size('%s'), current_setting('block_size')::bigint"
                    .formatted(partition.sql().replace("'", "''")))) {
      ends.next();
      return new Splits.Extent(load.rows(), ends.getLong(1), ends.getLong(2));
    } catch (SQLException e) {
      throw Failure.causedBy(
          e,
          "Cannot read load %s from %s: %s; expected the partition that the ledger "
              + "names. Load the file again.",
          load.id(),
          partition,
          e.getMessage());
    }
  }
}
