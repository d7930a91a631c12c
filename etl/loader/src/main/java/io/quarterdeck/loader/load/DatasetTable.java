package io.quarterdeck.loader.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A dataset's table. It is list-partitioned by load, with one partition for each published load.
 */
final class DatasetTable {
  private static final String NOT_NULL = " not null";

  private final Connection connection;
  private final Dataset dataset;

  DatasetTable(Connection connection, Dataset dataset) {
    this.connection = connection;
    this.dataset = dataset;
  }

  /**
   * Creates the schema, the table and its indexes if they are missing, in one transaction.
   *
   * @throws Failure if the table exists and does not match the dataset
   */
  void ensure() throws SQLException {
    Sql.transaction(
        connection,
        () -> {
          if (!exists()) {
            create();
          }
          verify();
          for (List<String> index : dataset.indexes()) {
            ensureIndex(index);
          }
          return null;
        });
  }

  private boolean exists() throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select to_regclass(?) is not null",
            dataset.table().sql())
        .orElseThrow();
  }

  private void create() throws SQLException {
    TableName table = dataset.table();
    // A role without the right to create schemas can still load into an existing schema.
    boolean schemaMissing =
        Sql.first(
                connection,
                row -> row.getBoolean(1),
                "select to_regnamespace(?) is null",
                TableName.quote(table.schema()))
            .orElseThrow();
    if (schemaMissing) {
      Sql.execute(connection, "create schema " + TableName.quote(table.schema()));
    }
    String columns =
        dataset.columns().stream().map(DatasetTable::definition).collect(joining(",\n  "));
    Sql.execute(
        connection,
        """
        create table %s (
          load_id bigint not null,
          load_line bigint not null,
          %s,
          primary key (load_line, load_id)
        ) partition by list (load_id)
        """
            .formatted(table.sql(), columns));
  }

  /**
   * Compares text by bytes (collation "C"). The order is the same on every server, and indexing is
   * faster.
   */
  private static String definition(Column column) {
    return TableName.quote(column.name())
        + " "
        + column.type().sql()
        + collation(column)
        + (column.nullable() ? "" : NOT_NULL);
  }

  private static String collation(Column column) {
    return switch (column.type().kind()) {
      case TEXT -> " collate \"C\"";
      case INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP -> "";
    };
  }

  private void verify() throws SQLException {
    boolean partitioned =
        Sql.first(
                connection,
                row -> row.getString(1).equals("LIST (load_id)"),
                "select coalesce(pg_get_partkeydef(to_regclass(?)), '')",
                dataset.table().sql())
            .orElseThrow();
    if (!partitioned) {
      throw misfit(
          List.of("it is not list-partitioned by load_id"),
          "Give the dataset another table in the dataset file.");
    }
    List<Misfit> problems = columnProblems(presentColumns());
    if (!problems.isEmpty()) {
      throw misfit(
          problems.stream().map(Misfit::found).toList(),
          "Change the dataset file or give it another table; or, to change the table, run: "
              + problems.stream()
                  .map(Misfit::action)
                  .collect(joining(", ", "alter table " + dataset.table().sql() + " ", ";")));
    }
  }

  /**
   * A difference between the table and the dataset.
   *
   * @param found the difference
   * @param action the action of {@code alter table} that removes it
   */
  private record Misfit(String found, String action) {}

  /** The names of the table's columns. */
  Set<String> columnNames() throws SQLException {
    return presentColumns().keySet();
  }

  private Map<String, String> presentColumns() throws SQLException {
    Map<String, String> present = new HashMap<>();
    Sql.list(
        connection,
        row -> present.put(row.getString(1), row.getString(2)),
        """
        select attname, format_type(atttypid, atttypmod)
          || case when attnotnull then ' not null' else '' end
        from pg_attribute
        where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
        """,
        dataset.table().sql());
    return present;
  }

  private List<Misfit> columnProblems(Map<String, String> present) {
    List<Misfit> problems = new ArrayList<>();
    for (Column column : dataset.columns()) {
      String expected = catalogType(column) + (column.nullable() ? "" : NOT_NULL);
      String found = present.remove(column.name());
      if (found == null) {
        // Only the user knows the value for the existing rows.
        problems.add(
            new Misfit(
                "it has no column " + column.name() + " (" + expected + ")",
                "add column "
                    + definition(column)
                    + (column.nullable() ? "" : " default VALUE_OF_EARLIER_ROWS")));
      } else if (!found.equals(expected)) {
        problems.add(
            new Misfit(
                "its column " + column.name() + " is " + found + ", not " + expected,
                changes(column, found)));
      }
    }
    present.remove(Dataset.LOAD_ID);
    present.remove(Dataset.LOAD_LINE);
    present.forEach(
        (name, type) -> {
          if (type.endsWith(NOT_NULL)) {
            problems.add(
                new Misfit(
                    "its column " + name + " is " + type + ", and the dataset lacks it",
                    "alter column " + TableName.quote(name) + " drop not null"));
          }
        });
    return problems;
  }

  /** Returns the column's type as PostgreSQL's catalog names it. */
  private static String catalogType(Column column) {
    return switch (column.type().kind()) {
      case TIMESTAMP -> "timestamp without time zone";
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE -> column.type().sql();
    };
  }

  private static String changes(Column column, String found) {
    String alter = "alter column " + TableName.quote(column.name());
    String type = column.type().sql();
    List<String> changes = new ArrayList<>();
    if (!found.replace(NOT_NULL, "").equals(catalogType(column))) {
      changes.add(
          alter
              + " type "
              + type
              + collation(column)
              + " using "
              + TableName.quote(column.name())
              + "::"
              + type);
    }
    if (column.nullable() && found.endsWith(NOT_NULL)) {
      changes.add(alter + " drop not null");
    } else if (!column.nullable() && !found.endsWith(NOT_NULL)) {
      changes.add(alter + " set not null");
    }
    return String.join(", ", changes);
  }

  private Failure misfit(List<String> problems, String advice) {
    return Failure.of(
        "Cannot load into %s: %s; expected the columns of dataset %s. %s",
        dataset.table(), String.join("; ", problems), dataset.name(), advice);
  }

  /** The columns of the primary key, in their order. The table of each load needs the same key. */
  List<String> key() throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        """
        select a.attname
        from pg_index i
          cross join unnest(i.indkey::smallint[]) with ordinality k(attnum, place)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
        where i.indrelid = to_regclass(?) and i.indisprimary
        order by k.place
        """,
        dataset.table().sql());
  }

  private void ensureIndex(List<String> columns) throws SQLException {
    boolean present =
        Sql.first(
                connection,
                row -> row.getBoolean(1),
                """
                select exists (
                  select from pg_index i
                  where i.indrelid = to_regclass(?) and i.indpred is null
                    and (select array_agg(a.attname::text order by k.place)
                         from unnest(i.indkey::smallint[]) with ordinality k(attnum, place)
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum)
                      = ?::text[])
                """,
                dataset.table().sql(),
                columns.toArray(new String[0]))
            .orElseThrow();
    if (!present) {
      Sql.execute(connection, "create index on " + dataset.table().sql() + list(columns));
    }
  }

  /** Quotes the column names and joins them in parentheses. */
  static String list(List<String> columns) {
    return columns.stream().map(TableName::quote).collect(joining(", ", " (", ")"));
  }
}
