package io.quarterdeck.jobs.export;

import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.failure.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Converts groups that were computed while data was written to Spark rows. */
final class GroupRows {
  private final io.quarterdeck.loader.dataset.Dataset dataset;
  private final Export export;

  GroupRows(io.quarterdeck.loader.dataset.Dataset dataset, Export export) {
    this.dataset = dataset;
    this.export = export;
  }

  /**
   * Returns rows with the columns of {@link Aggregates#groups} in a single partition.
   *
   * @throws Failure if a sum has more digits than Spark supports
   */
  Dataset<Row> of(SparkSession session, List<Group> groups) {
    return session.createDataFrame(groups.stream().map(this::row).toList(), schema()).coalesce(1);
  }

  private StructType schema() {
    List<StructField> fields = new ArrayList<>();
    fields.add(field(Aggregates.PERIOD_START, DataTypes.DateType));
    export.by().forEach(key -> fields.add(field(key, type(key))));
    export.sum().forEach(sum -> fields.add(field(Aggregates.sumOf(sum), typeOfSum(sum))));
    fields.add(field(Aggregates.ROWS, DataTypes.LongType));
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static StructField field(String name, DataType type) {
    return new StructField(name, type, true, Metadata.empty());
  }

  private Row row(Group group) {
    List<Object> values = new ArrayList<>();
    values.add(group.periodStart().orElse(null));
    for (int i = 0; i < export.by().size(); i++) {
      values.add(group.key(i, type(export.by().get(i))).orElse(null));
    }
    for (int i = 0; i < export.sum().size(); i++) {
      values.add(sum(group, i));
    }
    values.add(group.rows());
    return RowFactory.create(values.toArray());
  }

  private Object sum(Group group, int place) {
    String column = export.sum().get(place);
    DataType type = typeOfSum(column);
    Optional<BigDecimal> sum =
        group.sum(place, type instanceof DecimalType decimal ? decimal.scale() : 0);
    sum.ifPresent(value -> checkDigits(column, value));
    return type.equals(DataTypes.LongType)
        ? sum.map(BigDecimal::longValueExact).orElse(null)
        : sum.orElse(null);
  }

  private static void checkDigits(String column, BigDecimal sum) {
    if (sum.precision() > DecimalType.MAX_PRECISION()) {
      throw new Failure(
          "Cannot sum column "
              + column
              + ": found "
              + sum.toPlainString()
              + "; expected at most "
              + DecimalType.MAX_PRECISION()
              + " digits, the maximum of Spark and Parquet readers. Remove the column from export.sum in"
              + " the dataset file.");
    }
  }

  private DataType type(String column) {
    return SparkTypes.of(Columns.of(dataset, column));
  }

  private DataType typeOfSum(String column) {
    return SparkTypes.ofSum(Columns.of(dataset, column));
  }
}
