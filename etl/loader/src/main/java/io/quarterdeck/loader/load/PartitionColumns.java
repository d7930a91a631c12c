package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a detached partition the columns of its table. When the columns of a table change,
 * PostgreSQL changes its attached partitions too. The partitions of superseded loads are detached,
 * so they keep their old columns, and PostgreSQL attaches only a partition with the columns of the
 * table.
 *
 * @param connection the connection; the changes are part of its current transaction
 * @param table the dataset's table
 * @param loadId the load that the partition belongs to
 */
record PartitionColumns(Connection connection, TableName table, long loadId) {
  /** A value does not fit, or the type has no conversion. */
  private static final Set<String> REFUSED =
      Set.of(SqlState.DATA_EXCEPTION, SqlState.CONSTRAINT_VIOLATION, SqlState.SYNTAX_OR_ACCESS);

  /**
   * A column in the catalog.
   *
   * @param type its SQL type, with the collation if it is not the default of the type
   * @param notNull whether the column is declared not null
   * @param standard the expression of its default
   */
  private record Found(String type, boolean notNull, Optional<String> standard) {}

  /**
   * Adds missing columns with the table's defaults, drops columns that the table does not have, and
   * converts columns of another type.
   *
   * @throws Failure if a value of the partition does not fit the table
   */
  void align() throws SQLException {
    Map<String, Found> expected = columns(table);
    Map<String, Found> found = columns(table.partition(loadId));
    for (String name : found.keySet()) {
      if (!expected.containsKey(name)) {
        alter("drop column " + TableName.quote(name), name);
      }
    }
    for (Map.Entry<String, Found> column : expected.entrySet()) {
      String name = column.getKey();
      Found wanted = column.getValue();
      if (!found.containsKey(name)) {
        add(name, wanted);
      } else if (!found.get(name).equals(wanted)) {
        change(name, found.get(name), wanted);
      }
    }
  }

  private void add(String name, Found wanted) throws SQLException {
    alter(
        "add column %s %s%s%s"
            .formatted(
                TableName.quote(name),
                wanted.type(),
                wanted.standard().map(standard -> " default " + standard).orElse(""),
                wanted.notNull() ? " not null" : ""),
        name);
  }

  private void change(String name, Found is, Found wanted) throws SQLException {
    String column = "alter column " + TableName.quote(name);
    if (!is.type().equals(wanted.type())) {
      // PostgreSQL may be unable to convert a default of the old type. The existing rows already
      // have their values.
      alter(column + " drop default", name);
      alter(
          "%s type %s using %s::%s"
              .formatted(
                  column,
                  wanted.type(),
                  TableName.quote(name),
                  wanted.type().replaceFirst(" collate .*", "")),
          name);
    }
    if (wanted.notNull() && !is.notNull()) {
      alter(column + " set not null", name);
    }
  }

  private void alter(String action, String column) throws SQLException {
    try {
      Sql.execute(connection, "alter table " + table.partition(loadId).sql() + " " + action);
    } catch (SQLException e) {
      if (!SqlState.isOfClass(e, REFUSED)) {
        throw e;
      }
      throw new Failure(
          ("Cannot publish load %d again: the rows of %s do not fit column %s of %s as it is now:"
                  + " %s; expected rows that the table takes. Nothing was changed. Alter the table so"
                  + " that it takes them (a default, or nulls), or load the file again.")
              .formatted(
                  loadId,
                  table.partition(loadId),
                  column,
                  table,
                  e.getMessage().replaceAll("\\s*\\R\\s*", ", ")),
          e);
    }
  }

  private Map<String, Found> columns(TableName name) throws SQLException {
    Map<String, Found> columns = new LinkedHashMap<>();
    Sql.list(
        connection,
        row ->
            columns.put(
                row.getString(1),
                new Found(
                    row.getString(2), row.getBoolean(3), Optional.ofNullable(row.getString(4)))),
        """
        select a.attname,
          format_type(a.atttypid, a.atttypmod)
            || case when a.attcollation <> t.typcollation
                 then (select format(' collate %I.%I', n.nspname, c.collname)
                       from pg_collation c join pg_namespace n on n.oid = c.collnamespace
                       where c.oid = a.attcollation)
                 else '' end,
          a.attnotnull,
          pg_get_expr(d.adbin, d.adrelid)
        from pg_attribute a
          join pg_type t on t.oid = a.atttypid
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
        order by a.attnum
        """,
        name.sql());
    return columns;
  }
}
