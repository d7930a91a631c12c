package io.quarterdeck.jobs.export;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Row count and sums. They are computed independently by the loader and the export, and must be
 * equal.
 *
 * @param rows the number of rows
 * @param sums the sum of each summed column; 0 if all values are null
 */
record Totals(long rows, Map<String, Sum> sums) {
  /**
   * A sum and its tolerance.
   *
   * @param value the sum
   * @param tolerance the maximum difference from another sum: 0 for exact types; for floating
   *     point, the effect of the order of additions
   */
  record Sum(BigDecimal value, BigDecimal tolerance) {
    boolean agrees(Sum other) {
      return value.subtract(other.value).abs().compareTo(tolerance.max(other.tolerance)) <= 0;
    }
  }

  private static final int DATA = 0;
  private static final int AGGREGATES = 1;

  // Relative to the sum of magnitudes. The order in which n doubles are added changes the sum by at
  // most n x 1.1e-16 of that, so this value suffices for 9 million rows in the worst case, and for
  // far more in practice, because errors cancel out.
  private static final BigDecimal DOUBLE_ERROR = new BigDecimal("1e-9");

  /** Returns totals without tolerance. */
  static Totals exactly(long rows, Map<String, BigDecimal> values) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    values.forEach((column, value) -> sums.put(column, new Sum(value, BigDecimal.ZERO)));
    return new Totals(rows, sums);
  }

  /**
   * Returns the totals of these loads in the ledger.
   *
   * @throws Failure if the ledger has no profile of a summed column
   */
  static Totals ledger(List<PublishedLoad> loads, List<String> columns) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (String column : columns) {
      BigDecimal total = BigDecimal.ZERO;
      for (PublishedLoad load : loads) {
        total = total.add(sumOf(load, column));
      }
      sums.put(column, new Sum(total, BigDecimal.ZERO));
    }
    return new Totals(loads.stream().mapToLong(PublishedLoad::rows).sum(), sums);
  }

  private static BigDecimal sumOf(PublishedLoad load, String column) {
    BigDecimal sum = load.sums().get(column);
    if (sum == null) {
      throw Failure.of(
          "Cannot check column %s: found no sum of it in the ledger's row of load "
              + "%s; expected one. Load the file again with --force.",
          column, load.id());
    }
    return sum;
  }

  /** Computes the totals of written data. */
  static Totals data(Dataset<Row> data, Map<String, DataType> columns) {
    return of(ofData(data, columns).head(), columns);
  }

  /** Computes the totals of written aggregates. */
  static Totals aggregates(Dataset<Row> aggregates, Map<String, DataType> columns) {
    return of(ofAggregates(aggregates, columns).head(), columns);
  }

  /**
   * The totals that one query found.
   *
   * @param data the totals of the data
   * @param aggregates the totals of the aggregates
   */
  record Both(Totals data, Totals aggregates) {}

  /**
   * Computes the totals of written data and aggregates with one query, which Spark plans and
   * compiles only once.
   */
  static Both both(Dataset<Row> data, Dataset<Row> aggregates, Map<String, DataType> columns) {
    Map<Integer, Totals> found = new HashMap<>();
    for (Row row : ofData(data, columns).union(ofAggregates(aggregates, columns)).collectAsList()) {
      found.put(row.getInt(0), of(row, columns));
    }
    return new Both(found.get(DATA), found.get(AGGREGATES));
  }

  // Each row counts once.
  private static Dataset<Row> ofData(Dataset<Row> data, Map<String, DataType> columns) {
    return row(DATA, data, count(lit(1)), columns, column -> column);
  }

  // Each row represents the number of rows in its column ROWS.
  private static Dataset<Row> ofAggregates(Dataset<Row> aggregates, Map<String, DataType> columns) {
    Column rows = functions.coalesce(sum(Columns.named(Aggregates.ROWS)), lit(0L));
    return row(AGGREGATES, aggregates, rows, columns, Aggregates::sumOf);
  }

  private static Dataset<Row> row(
      int what,
      Dataset<Row> rows,
      Column count,
      Map<String, DataType> columns,
      UnaryOperator<String> place) {
    List<Column> found = new ArrayList<>(List.of(count));
    for (Map.Entry<String, DataType> column : columns.entrySet()) {
      String name = place.apply(column.getKey());
      found.add(ExactSum.of(rows, name, column.getValue()));
      // Only floating-point sums have a tolerance.
      found.add(isExact(column.getValue()) ? lit(0) : sum(abs(Columns.named(name))));
    }
    return rows.agg(lit(what), found.toArray(Column[]::new));
  }

  private static Totals of(Row found, Map<String, DataType> columns) {
    Map<String, Sum> totals = new LinkedHashMap<>();
    int next = 2;
    for (Map.Entry<String, DataType> column : columns.entrySet()) {
      BigDecimal tolerance =
          isExact(column.getValue())
              ? BigDecimal.ZERO
              : number(found, next + 1).multiply(DOUBLE_ERROR);
      totals.put(column.getKey(), new Sum(number(found, next), tolerance));
      next += 2;
    }
    return new Totals(found.getLong(1), totals);
  }

  private static boolean isExact(DataType type) {
    return !type.equals(DataTypes.DoubleType);
  }

  private static BigDecimal number(Row row, int place) {
    return row.isNullAt(place) ? BigDecimal.ZERO : new BigDecimal(row.get(place).toString());
  }

  /** Whether row counts and sums agree. Trailing zeros of a sum do not matter. */
  boolean agrees(Totals other) {
    return rows == other.rows
        && sums.entrySet().stream()
            .allMatch(sum -> sum.getValue().agrees(other.sums.get(sum.getKey())));
  }

  /**
   * Compares totals with these.
   *
   * @param found the totals found, and their location
   * @throws Failure with all differences
   */
  void check(String dataset, String where, Totals found) {
    List<String> differences = new ArrayList<>();
    if (rows != found.rows) {
      differences.add("%d rows in %s, expected %d".formatted(found.rows, where, rows));
    }
    sums.forEach(
        (column, sum) -> {
          Sum other = found.sums.get(column);
          if (!sum.agrees(other)) {
            differences.add(
                "sum of %s %s in %s, expected %s"
                    .formatted(
                        column, other.value.toPlainString(), where, sum.value.toPlainString()));
          }
        });
    if (!differences.isEmpty()) {
      throw new TransientFailure(
          differences.stream()
              .collect(
                  Collectors.joining(
                      "; ",
                      "Cannot publish the export of " + dataset + ": found ",
                      ". Nothing was published. Load the file again, then export.")));
    }
  }
}
