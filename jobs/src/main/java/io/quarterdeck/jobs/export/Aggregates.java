package io.quarterdeck.jobs.export;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.group.Grouping;
import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.dataset.Period;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Computes sums for each group and period, and their change since the preceding period.
 *
 * <p>Columns: {@code period_start}, the keys, {@code sum_X} and {@code sum_X_change} for each
 * summed column X, {@code rows}. Sorted by period and keys.
 */
final class Aggregates {
  static final String PERIOD_START = "period_start";
  static final String ROWS = "rows";

  // Cannot conflict with a dataset column, whose name starts with a letter or an underscore.
  private static final String FIRST_MONTH = "#first_month";
  private static final int MONTHS = 12;

  private final io.quarterdeck.loader.dataset.Dataset dataset;
  private final Export export;

  /**
   * @throws Failure if two columns of the result have the same name
   */
  Aggregates(io.quarterdeck.loader.dataset.Dataset dataset, Export export) {
    this.dataset = dataset;
    this.export = export;
    Set<String> names = new HashSet<>();
    for (String name : names()) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new Failure(
            "Cannot aggregate "
                + dataset.name()
                + ": found two columns named "
                + name
                + " in the result; expected unique names. Rename the column in export.by.");
      }
    }
  }

  /** Returns the name of the column that contains a column's sum. */
  static String sumOf(String column) {
    return "sum_" + column;
  }

  /** Computes the aggregates from the {@link #groups}. */
  Dataset<Row> of(Dataset<Row> groups) {
    Column[] keys = keys().toArray(Column[]::new);
    WindowSpec group =
        (keys.length == 0 ? Window.partitionBy(lit(1)) : Window.partitionBy(keys))
            .orderBy(Columns.named(PERIOD_START));
    List<Column> result = new ArrayList<>(List.of(Columns.named(PERIOD_START)));
    result.addAll(List.of(keys));
    for (String column : export.sum()) {
      Column sum = Columns.named(sumOf(column));
      result.add(sum);
      result.add(
          when(follows(group), sum.minus(lag(sum, 1).over(group)).cast(type(column)))
              .as(sumOf(column) + "_change"));
    }
    result.add(Columns.named(ROWS));
    Column[] order =
        Stream.concat(Stream.of(Columns.named(PERIOD_START)), keys()).toArray(Column[]::new);
    // The result is small, so it is written to a single file.
    return groups.select(result.toArray(Column[]::new)).coalesce(1).sortWithinPartitions(order);
  }

  /**
   * Returns how rows are grouped while they are written.
   *
   * @param mostGroups the maximum number of groups in a task
   */
  Grouping grouping(int mostGroups) {
    return Grouping.of(
        SparkTypes.schema(dataset),
        export.period().column(),
        months(export.period().every()),
        export.by(),
        export.sum(),
        mostGroups);
  }

  /** Converts groups that were computed while rows were written to the form of {@link #groups}. */
  Dataset<Row> passed(SparkSession session, List<Group> groups) {
    return new GroupRows(dataset, export).of(session, groups);
  }

  /** Returns a row for each group and period of the data: period, keys, sums, row count. */
  Dataset<Row> groups(Dataset<Row> data) {
    // Rows are grouped by the number of the period's first month. Truncating each row's date to a
    // quarter with Spark's trunc takes several times as long.
    Column date = Columns.named(export.period().column()).cast("date");
    Column month = year(date).multiply(MONTHS).plus(month(date)).minus(1);
    Column first = month.minus(pmod(month, lit(months(export.period().every())))).as(FIRST_MONTH);
    Column[] groups = Stream.concat(Stream.of(first), keys()).toArray(Column[]::new);
    Column[] sums =
        export.sum().stream()
            .map(column -> ExactSum.of(data, column, type(column)).as(sumOf(column)))
            .toArray(Column[]::new);
    Column start = Columns.named(FIRST_MONTH);
    Column period =
        make_date(
            start.minus(pmod(start, lit(MONTHS))).divide(MONTHS).cast("int"),
            pmod(start, lit(MONTHS)).plus(1),
            lit(1));
    return data.groupBy(groups)
        .agg(count(lit(1)).as(ROWS), sums)
        .withColumn(PERIOD_START, period)
        .drop(FIRST_MONTH);
  }

  private Column follows(WindowSpec group) {
    Column before = lag(Columns.named(PERIOD_START), 1).over(group);
    return add_months(before, months(export.period().every())).equalTo(Columns.named(PERIOD_START));
  }

  private static int months(Period.Every every) {
    return switch (every) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
    };
  }

  private Stream<Column> keys() {
    return export.by().stream().map(Columns::named);
  }

  private org.apache.spark.sql.types.DataType type(String column) {
    return SparkTypes.ofSum(Columns.of(dataset, column));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(List.of(PERIOD_START, ROWS));
    names.addAll(export.by());
    for (String column : export.sum()) {
      names.add(sumOf(column));
      names.add(sumOf(column) + "_change");
    }
    return names;
  }
}
