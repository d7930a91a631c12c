package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.ColumnType;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The rows of given loads, read over JDBC from each load's own partition table: that one never
 * changes once it is published, so a load that publishes meanwhile changes nothing here.
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

  /** The rows of all loads, each column with its type, ready to be read in slices. */
  org.apache.spark.sql.Dataset<Row> rows(
      SparkSession session, Connection connection, List<PublishedLoad> loads) {
    return loads.stream()
        .map(load -> rows(session, connection, load))
        .reduce(org.apache.spark.sql.Dataset::union)
        .orElseThrow();
  }

  private org.apache.spark.sql.Dataset<Row> rows(
      SparkSession session, Connection connection, PublishedLoad load) {
    TableName partition = dataset.table().partition(load.id());
    String[] slices =
        Slices.of(extent(connection, partition, load), session.sparkContext().defaultParallelism())
            .toArray(String[]::new);
    return session
        .read()
        .jdbc(source.url(), query(partition, load), slices, source.reading())
        .select(
            dataset.columns().stream()
                .map(PublishedTable::typed)
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private String query(TableName partition, PublishedLoad load) {
    String columns =
        dataset.columns().stream()
            .map(PublishedTable::expression)
            .collect(Collectors.joining(", "));
    return "(select %s, %s from %s where %s = %d and %s) load"
        .formatted(
            columns,
            Dataset.LOAD_LINE,
            partition.sql(),
            Dataset.LOAD_ID,
            load.id(),
            part.condition());
  }

  // Neither a date nor a timestamp goes through JDBC's classes: theirs have the JVM's time zone and
  // the calendar of before 1582, and an hour or a day that those leave out would move.
  private static String expression(Column column) {
    String name = TableName.quote(column.name());
    if (column.type() instanceof ColumnType.Timestamp) {
      return name + "::text as " + name;
    }
    if (column.type() instanceof ColumnType.Date) {
      return "(" + name + " - date '1970-01-01') as " + name;
    }
    return name;
  }

  private static org.apache.spark.sql.Column typed(Column column) {
    org.apache.spark.sql.Column value = Columns.named(column.name());
    if (column.type() instanceof ColumnType.Date) {
      value = functions.date_from_unix_date(value);
    }
    return value.cast(SparkTypes.of(column)).as(column.name());
  }

  private static Slices.Extent extent(
      Connection connection, TableName partition, PublishedLoad load) {
    try (Statement statement = connection.createStatement();
        ResultSet ends =
            statement.executeQuery(
                """
                select coalesce(min(%1$s), 0), coalesce(max(%1$s), 0), pg_relation_size('%2$s')
                from %3$s where %4$s = %5$d
                """
                    .formatted(
                        Dataset.LOAD_LINE,
                        partition.sql().replace("'", "''"),
                        partition.sql(),
                        Dataset.LOAD_ID,
                        load.id()))) {
      ends.next();
      return new Slices.Extent(load.rows(), ends.getLong(3), ends.getLong(1), ends.getLong(2));
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
