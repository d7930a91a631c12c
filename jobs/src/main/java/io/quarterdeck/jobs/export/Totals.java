package io.quarterdeck.jobs.export;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.TransientFailure;
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
 * What is counted twice, by ways that share nothing, and must come out the same.
 *
 * @param rows how many rows
 * @param sums the sum of each summed column, 0 where no value was there
 */
record Totals(long rows, Map<String, Sum> sums) {
  /**
   * A sum and how far from it another may be.
   *
   * @param value the sum
   * @param tolerance 0 for exact types; for floating point, what the order of adding may change
   */
  record Sum(BigDecimal value, BigDecimal tolerance) {
    boolean agrees(Sum other) {
      return value.subtract(other.value).abs().compareTo(tolerance.max(other.tolerance)) <= 0;
    }
  }

  private static final int DATA = 0;
  private static final int AGGREGATES = 1;

  // Relative to the sum of magnitudes: n doubles added in any order differ by at most n x 1.1e-16
  // of it, so this holds for 9 million rows at worst, and for far more as errors cancel.
  private static final BigDecimal DOUBLE_ERROR = new BigDecimal("1e-9");

  /** What must come out to the last digit, but for floating point on the other side. */
  static Totals exactly(long rows, Map<String, BigDecimal> values) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    values.forEach((column, value) -> sums.put(column, new Sum(value, BigDecimal.ZERO)));
    return new Totals(rows, sums);
  }

  /**
   * What the ledger says of these loads together.
   *
   * @throws Failure when the ledger has no profile of a summed column
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
      throw new Failure(
          "Cannot check column "
              + column
              + ": found no sum of it in the ledger's row of load "
              + load.id()
              + "; expected one. Load the file again with --force.");
    }
    return sum;
  }

  /** Counts data as it was written. */
  static Totals data(Dataset<Row> data, Map<String, DataType> columns) {
    return of(ofData(data, columns).head(), columns);
  }

  /** Counts aggregates as they were written. */
  static Totals aggregates(Dataset<Row> aggregates, Map<String, DataType> columns) {
    return of(ofAggregates(aggregates, columns).head(), columns);
  }

  /**
   * What was found in one query.
   *
   * @param data the totals of the data
   * @param aggregates those of the aggregates
   */
  record Both(Totals data, Totals aggregates) {}

  /** Counts data and aggregates as they were written: one query is planned and compiled once. */
  static Both both(Dataset<Row> data, Dataset<Row> aggregates, Map<String, DataType> columns) {
    Map<Integer, Totals> found = new HashMap<>();
    for (Row row : ofData(data, columns).union(ofAggregates(aggregates, columns)).collectAsList()) {
      found.put(row.getInt(0), of(row, columns));
    }
    return new Both(found.get(DATA), found.get(AGGREGATES));
  }

  // One row is one row.
  private static Dataset<Row> ofData(Dataset<Row> data, Map<String, DataType> columns) {
    return row(DATA, data, count(lit(1)), columns, column -> column);
  }

  // Each row stands for as many as it says.
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
      // Only floating point has a tolerance to be found.
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

  /** Whether rows and sums are the same, however many zeros a sum ends with. */
  boolean agrees(Totals other) {
    return rows == other.rows
        && sums.entrySet().stream()
            .allMatch(sum -> sum.getValue().agrees(other.sums.get(sum.getKey())));
  }

  /**
   * Compares.
   *
   * @param found what was found, and where
   * @throws Failure with all that differs
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
                      ". Nothing was published; load the file again, then export.")));
    }
  }
}
