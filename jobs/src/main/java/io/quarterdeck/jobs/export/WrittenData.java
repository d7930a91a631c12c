package io.quarterdeck.jobs.export;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The data as it was written, read back once where that is enough: the totals are those of the
 * groups, which the aggregates are made of.
 */
final class WrittenData implements AutoCloseable {
  private final Dataset<Row> data;
  private final Optional<Aggregates> aggregates;
  private final Map<String, DataType> sums;
  private final Optional<Dataset<Row>> groups;

  /**
   * @param data the rows
   * @param aggregates how they are aggregated, if they are
   * @param sums the columns that are summed, with the sums' types
   */
  WrittenData(Dataset<Row> data, Optional<Aggregates> aggregates, Map<String, DataType> sums) {
    this.data = data;
    this.aggregates = aggregates;
    this.sums = sums;
    this.groups = aggregates.map(each -> each.groups(data).persist());
  }

  /**
   * How many rows there are, and their sums. How far a sum of floating point may be off goes by the
   * single values, which the groups no longer have: then the rows are read for it.
   */
  Totals totals() {
    return groups
        .filter(each -> !sums.containsValue(DataTypes.DoubleType))
        .map(each -> Totals.aggregates(each, sums))
        .orElseGet(() -> Totals.data(data, sums));
  }

  /** The aggregates, if the dataset has any. */
  Optional<Dataset<Row>> aggregates() {
    return groups.flatMap(each -> aggregates.map(of -> of.of(each)));
  }

  /** Gives back the memory that the groups take. */
  @Override
  public void close() {
    groups.ifPresent(each -> each.unpersist(true));
  }
}
