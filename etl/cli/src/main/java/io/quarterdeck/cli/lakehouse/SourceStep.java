package io.quarterdeck.cli.lakehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.sample.GeneratedPostTypes;
import io.quarterdeck.loader.sample.GeneratedUsers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills the tables of the source database with generated rows, as they are on a day. All columns
 * are text, because the source contains texts such as NULL in them.
 *
 * @param postgres the source database
 * @param progress receives the number of rows
 */
record SourceStep(Postgres postgres, Progress progress) {
  private static final String WHAT = "fill the source's tables";
  private static final int ROWS_OF_A_MESSAGE = 1_000;

  /** Missing values are empty, and all other values are in quotation marks. */
  private static final CSVFormat CSV = CSVFormat.POSTGRESQL_CSV;

  /**
   * Replaces the rows of all tables in one transaction.
   *
   * @param users the number of users
   * @throws Failure if the database refuses
   */
  void fill(LocalDate day, long users, long seed) {
    GeneratedUsers generated = new GeneratedUsers(seed, day);
    try (Connection connection = postgres.connect(WHAT)) {
      postgres.prepareOwner(connection);
      Sql.transaction(
          connection,
          () -> {
            Sql.execute(connection, "create schema if not exists " + LakehouseSource.SCHEMA);
            replace(
                connection,
                LakehouseSource.POST_TYPES,
                GeneratedPostTypes.COLUMNS,
                GeneratedPostTypes.rows().iterator());
            replace(
                connection,
                LakehouseSource.USERS,
                GeneratedUsers.COLUMNS,
                LongStream.range(0, users).mapToObj(generated::row).iterator());
            return null;
          });
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, postgres.endpoint(), e);
    }
  }

  private void replace(
      Connection connection,
      LakehouseSource source,
      List<String> columns,
      Iterator<List<String>> rows)
      throws SQLException {
    String table = LakehouseSource.SCHEMA + "." + source.table();
    progress.phase("copying rows to " + table);
    Sql.execute(
        connection,
        columns.stream()
            .map(column -> TableName.quote(column) + " text")
            .collect(Collectors.joining(", ", "create table if not exists " + table + " (", ")")));
    Sql.execute(connection, "truncate " + table);
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin (format csv)");
    try {
      copy(copy, rows);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void copy(CopyIn copy, Iterator<List<String>> rows) throws SQLException {
    while (rows.hasNext()) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < ROWS_OF_A_MESSAGE && rows.hasNext(); i++) {
        text.append(CSV.format(rows.next().toArray())).append('\n');
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    copy.endCopy();
  }
}
