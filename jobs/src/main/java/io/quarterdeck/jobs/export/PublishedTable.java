package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.TableName;
import io.quarterdeck.jobs.source.CopySource;
import io.quarterdeck.jobs.source.Source;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows of given loads, read from each load's own partition table: that one never changes once
 * it is published, so a load that publishes meanwhile changes nothing here.
 */
final class PublishedTable {
  private final Dataset dataset;
  private final Source source;
  private final Part part;

  PublishedTable(Dataset dataset, Source source, Part part) {
    this.dataset = dataset;
    this.source = source;
    this.part = part;
  }

  /** The rows of all loads, each column with its type, to be read in slices. */
  org.apache.spark.sql.Dataset<Row> rows(
      SparkSession session, Connection connection, List<PublishedLoad> loads) {
    int parallelism = session.sparkContext().defaultParallelism();
    List<String> queries =
        loads.stream().flatMap(load -> queries(connection, load, parallelism)).toList();
    return CopySource.rows(session, source, SparkTypes.schema(dataset), queries);
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
    return Slices.of(extent(connection, partition, load), parallelism).stream()
        .map(slice -> select + slice);
  }

  // The type is said, so that a table that was altered by hand is converted or refused, not
  // misread.
  private static String expression(Column column) {
    return TableName.quote(column.name()) + "::" + column.type().sql();
  }

  private static Slices.Extent extent(
      Connection connection, TableName partition, PublishedLoad load) {
    try (Statement statement = connection.createStatement();
        ResultSet ends =
            statement.executeQuery(
                "select pg_relation_size('%s'), current_setting('block_size')::bigint"
                    .formatted(partition.sql().replace("'", "''")))) {
      ends.next();
      return new Slices.Extent(load.rows(), ends.getLong(1), ends.getLong(2));
    } catch (SQLException e) {
      throw new Failure(
          "Cannot read load "
              + load.id()
              + " from "
              + partition
              + ": "
              + e.getMessage()
              + "; expected the partition that the ledger names. Load the file again.",
          e);
    }
  }
}
