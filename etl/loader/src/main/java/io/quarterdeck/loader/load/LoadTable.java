package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of one load. It is filled while readers do not see it, and then attached to the
 * dataset's table as a partition.
 */
final class LoadTable {
  private final Dataset dataset;
  private final long loadId;
  private final TableName name;

  LoadTable(Dataset dataset, long loadId) {
    this.dataset = dataset;
    this.loadId = loadId;
    this.name = dataset.table().partition(loadId);
  }

  /**
   * Creates the table without indexes. PostgreSQL uses its check constraint to attach the table
   * without a scan. Autovacuum ignores the table until it is attached: it would read rows that
   * change anyway, and its lock would delay the publication.
   */
  void create(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        ("create table %s (like %s including defaults, constraint load_id check (load_id = %d))"
                + " with (autovacuum_enabled = false)")
            .formatted(name.sql(), dataset.table().sql(), loadId));
  }

  /** The COPY statement for this table, in the binary format. */
  String copyStatement() {
    return copyStatement(name.sql(), dataset);
  }

  /** The COPY statement for another table that has the dataset's columns. */
  static String copyStatement(String into, Dataset dataset) {
    List<String> columns = new ArrayList<>(List.of(Dataset.LOAD_ID, Dataset.LOAD_LINE));
    dataset.columns().stream().map(Column::name).forEach(columns::add);
    return "copy " + into + DatasetTable.list(columns) + " from stdin (format binary)";
  }

  /** The name quoted for SQL. */
  String sql() {
    return name.sql();
  }

  /**
   * The statements that build the indexes after all rows are copied. They can run in parallel. The
   * dataset's indexes come first, because sorting text takes longer than sorting the numbers of the
   * key.
   *
   * @param key the columns of the primary key
   */
  List<String> indexStatements(List<String> key) {
    List<String> statements = new ArrayList<>();
    for (List<String> index : dataset.indexes()) {
      statements.add("create index on " + name.sql() + DatasetTable.list(index));
    }
    statements.add(
        "create unique index "
            + TableName.quote(primaryKey())
            + " on "
            + name.sql()
            + DatasetTable.list(key));
    return statements;
  }

  /** Turns the existing unique index into the primary key. */
  void promotePrimaryKey(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "alter table "
            + name.sql()
            + " add primary key using index "
            + TableName.quote(primaryKey()));
  }

  private String primaryKey() {
    return name.table() + "_pkey";
  }

  /** Lets autovacuum process the table again. */
  void allowAutovacuum(Connection connection) throws SQLException {
    Sql.execute(connection, "alter table " + name.sql() + " reset (autovacuum_enabled)");
  }

  /** Attaches the table as a partition. Readers see its rows when the transaction commits. */
  void attach(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "alter table %s attach partition %s for values in (%d)"
            .formatted(dataset.table().sql(), name.sql(), loadId));
  }

  /**
   * Detaches the table. Readers stop seeing its rows when the transaction commits. Does nothing if
   * a user has dropped the table.
   */
  void detach(Connection connection) throws SQLException {
    if (isAttached(connection)) {
      Sql.execute(
          connection,
          "alter table %s detach partition %s".formatted(dataset.table().sql(), name.sql()));
    }
  }

  private boolean isAttached(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select exists (select from pg_inherits where inhparent = to_regclass(?)"
                + " and inhrelid = to_regclass(?))",
            dataset.table().sql(),
            name.sql())
        .orElseThrow();
  }

  /** Whether the table exists. */
  boolean exists(Connection connection) throws SQLException {
    return Sql.first(
            connection, row -> row.getBoolean(1), "select to_regclass(?) is not null", name.sql())
        .orElseThrow();
  }

  /** Drops the table if it exists. */
  void drop(Connection connection) throws SQLException {
    Sql.execute(connection, "drop table if exists " + name.sql());
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
