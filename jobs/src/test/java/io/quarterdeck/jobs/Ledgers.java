package io.quarterdeck.jobs;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates the tables of the loader that the export reads. */
public final class Ledgers {
  private Ledgers() {}

  /** Creates an empty ledger and an empty table of the dataset. */
  public static void create(Connection connection, Dataset dataset) throws SQLException {
    Ledger.open(
        connection,
        new Postgres(
            new PostgresEndpoint(Servers.running().jdbcUrl(), "postgres", Optional.empty()),
            "quarterdeck test"));
    run(
        connection,
        "create schema if not exists " + dataset.table().schema(),
        "truncate quarterdeck.load cascade",
        "drop table if exists " + dataset.table().sql(),
        "create table %s (load_id bigint, load_line bigint, %s, primary key (load_line, load_id)) partition by list (load_id)"
            .formatted(
                dataset.table().sql(),
                dataset.columns().stream()
                    .map(column -> column.name() + " " + column.type().sql())
                    .collect(Collectors.joining(", "))));
  }

  /**
   * Publishes a load with the rows of a query, which returns load_line and the dataset's columns.
   */
  public static void publish(Connection connection, Dataset dataset, long id, String rows)
      throws SQLException {
    String partition = dataset.table().partition(id).sql();
    String sums =
        dataset.export().orElseThrow().sum().stream()
            .map(
                column ->
                    "jsonb_build_object('name', '%1$s', 'nulls', 0, 'distinct', 0, 'sum', sum(%1$s)::text)"
                        .formatted(column))
            .collect(Collectors.joining(", "));
    run(
        connection,
        "create table %s partition of %s for values in (%d)"
            .formatted(partition, dataset.table().sql(), id),
        "insert into %s select %d, rows.* from (%s) rows".formatted(partition, id, rows),
        """
        insert into quarterdeck.load
          (id, dataset, table_name, mode, file, sha256, bytes, status, rows_loaded, columns, who,
           tool_version)
        overriding system value
        select %1$d, '%2$s', '%5$s', 'append', 'file%1$d.csv', repeat('%1$d', 64), 1, 'published',
          count(*), jsonb_build_array(%3$s), 'a test', 'test'
        from %4$s
        """
            .formatted(id, dataset.name(), sums, partition, dataset.table()));
  }

  public static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
