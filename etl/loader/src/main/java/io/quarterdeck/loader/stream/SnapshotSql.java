package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnKind;
import io.quarterdeck.loader.dataset.LakeDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Spark SQL for the history of a dataset of complete copies: the values of each key, with the days
 * from {@code valid_from} until before {@code valid_to}. The first values of a key are also valid
 * before its first copy. A key that a later copy does not have keeps its last values.
 *
 * @param dataset a dataset of CSV files, whose bronze table has texts and the column {@code _day}
 */
public record SnapshotSql(LakeDataset dataset) {
  private static final String FIRST = "DATE'0001-01-01'";
  private static final String LAST = "DATE'9999-12-31'";

  /**
   * Returns the query.
   *
   * @param bronze the table or view with the rows of bronze, as it is written after {@code FROM}
   */
  public String history(String bronze) {
    String columns = dataset.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    return """
        SELECT %1$s,
          CASE WHEN _first THEN %2$s ELSE _day END AS valid_from,
          coalesce(lead(_day) OVER (PARTITION BY %3$s ORDER BY _day), %4$s) AS valid_to
        FROM (
          SELECT *,
            lag(_day) OVER (PARTITION BY %3$s ORDER BY _day) IS NULL AS _first,
            lag(struct(%1$s)) OVER (PARTITION BY %3$s ORDER BY _day) AS _before
          FROM (
            SELECT *, row_number() OVER (PARTITION BY _day, %3$s ORDER BY struct(%1$s) DESC) AS _number
            FROM (
        %5$s
            )
            WHERE %6$s
          )
          WHERE _number = 1
        )
        WHERE _first OR _before IS DISTINCT FROM struct(%1$s)"""
        .formatted(columns, FIRST, dataset.key(), LAST, typed(bronze), conditions());
  }

  private String typed(String bronze) {
    String columns =
        dataset.columns().stream()
            .map(column -> value(column) + " AS " + column.name())
            .collect(Collectors.joining(", "));
    String fits =
        dataset.columns().stream()
            .filter(column -> column.type().kind() != ColumnKind.TEXT)
            .map(
                column ->
                    "(%1$s IS NULL OR %2$s IS NOT NULL)".formatted(name(column), value(column)))
            .collect(Collectors.joining(" AND "));
    return "      SELECT _day, %s, %s AS _fits FROM %s"
        .formatted(columns, fits.isEmpty() ? "true" : fits, bronze);
  }

  private static String name(Column column) {
    return SqlText.name(column.source());
  }

  private static String value(Column column) {
    return column.type().kind() == ColumnKind.TEXT
        ? name(column)
        : "try_cast(%s AS %s)".formatted(name(column), SqlText.type(column.type()));
  }

  /** The rows that the ingest accepts; the others are in quarantine. */
  private String conditions() {
    List<String> all = new ArrayList<>(List.of("_fits"));
    for (Column column : dataset.columns()) {
      if (!column.nullable()) {
        all.add(column.name() + " IS NOT NULL");
      }
      column.min().ifPresent(min -> all.add(inRange(column.name(), ">=", min.toPlainString())));
      column.max().ifPresent(max -> all.add(inRange(column.name(), "<=", max.toPlainString())));
    }
    dataset.expectations().forEach(each -> all.add("(" + each.that() + ")"));
    return String.join(" AND ", all);
  }

  private static String inRange(String column, String relation, String limit) {
    return "(%1$s IS NULL OR %1$s %2$s %3$s)".formatted(column, relation, limit);
  }
}
