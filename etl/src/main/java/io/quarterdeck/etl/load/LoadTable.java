package io.quarterdeck.etl.load;

import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.TableName;
import io.quarterdeck.etl.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of one load: filled unseen, then attached to the dataset's table as a partition. */
final class LoadTable {
  private final Dataset dataset;
  private final long loadId;
  private final TableName name;

  LoadTable(Dataset dataset, long loadId) {
    this.dataset = dataset;
    this.loadId = loadId;
    this.name = dataset.table().partition(loadId);
  }

  /** Makes the table, without indexes; its check lets a later attach skip the scan. */
  void create(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "create table %s (like %s including defaults, constraint load_id check (load_id = %d))"
            .formatted(name.sql(), dataset.table().sql(), loadId));
  }

  /** The statement that a COPY into this table starts with; rows come in PostgreSQL's binary. */
  String copyStatement() {
    return copyStatement(name.sql(), dataset);
  }

  /** The same into another table that has the dataset's columns. */
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
   * The statements that build the indexes; they may run side by side, the rows being in. The
   * dataset's indexes come first: text takes longer to sort than the key's numbers.
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

  /** Makes the unique index that is already built the primary key. */
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

  /** Shows its rows to readers, once the transaction commits. */
  void attach(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "alter table %s attach partition %s for values in (%d)"
            .formatted(dataset.table().sql(), name.sql(), loadId));
  }

  /**
   * Hides its rows from readers, once the transaction commits. Somebody may have dropped the table
   * by hand: then there is nothing to hide.
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

  /** Whether its rows are still kept. */
  boolean exists(Connection connection) throws SQLException {
    return Sql.first(
            connection, row -> row.getBoolean(1), "select to_regclass(?) is not null", name.sql())
        .orElseThrow();
  }

  /** Removes the table, if it is there. */
  void drop(Connection connection) throws SQLException {
    Sql.execute(connection, "drop table if exists " + name.sql());
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
