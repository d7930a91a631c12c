package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Maps types of a dataset to Spark types, and thereby to Parquet types. */
final class SparkTypes {
  private SparkTypes() {}

  /**
   * Returns the dataset's columns in order. Columns that are not nullable in the dataset are
   * required.
   */
  static StructType schema(Dataset dataset) {
    return new StructType(
        dataset.columns().stream()
            .map(
                column ->
                    new StructField(column.name(), of(column), column.nullable(), Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /**
   * Returns the Spark type of a column.
   *
   * @throws Failure if a decimal has more digits than Spark supports
   */
  static DataType of(Column column) {
    ColumnType type = column.type();
    if (type instanceof ColumnType.Int) {
      return DataTypes.IntegerType;
    }
    if (type instanceof ColumnType.BigInt) {
      return DataTypes.LongType;
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return decimal(column.name(), decimal);
    }
    if (type instanceof ColumnType.Float64) {
      return DataTypes.DoubleType;
    }
    if (type instanceof ColumnType.Bool) {
      return DataTypes.BooleanType;
    }
    if (type instanceof ColumnType.Date) {
      return DataTypes.DateType;
    }
    if (type instanceof ColumnType.Timestamp) {
      return DataTypes.TimestampNTZType;
    }
    if (type instanceof ColumnType.Text) {
      return DataTypes.StringType;
    }
    throw new IllegalStateException("no Spark type for " + type);
  }

  /**
   * Returns the type of a column's sum. Spark reports an overflow if a sum does not fit: a long is
   * sufficient for 2^32 integers, and 38 digits are Spark's maximum.
   */
  static DataType ofSum(Column column) {
    DataType type = of(column);
    if (type.equals(DataTypes.IntegerType)) {
      return DataTypes.LongType;
    }
    if (type.equals(DataTypes.LongType)) {
      return DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), 0);
    }
    if (type instanceof DecimalType decimal) {
      return DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), decimal.scale());
    }
    if (type.equals(DataTypes.DoubleType)) {
      return type;
    }
    throw new Failure(
        "Cannot sum column "
            + column.name()
            + ": found type "
            + column.type().sql()
            + "; expected a number. Remove the column from export.sum in the dataset file.");
  }

  private static DataType decimal(String column, ColumnType.Decimal decimal) {
    if (decimal.precision() > DecimalType.MAX_PRECISION()) {
      throw new Failure(
          "Cannot export column "
              + column
              + ": found "
              + decimal.precision()
              + " digits; expected at most "
              + DecimalType.MAX_PRECISION()
              + ", the maximum of Spark and Parquet readers. Reduce the precision of its type in the"
              + " dataset file.");
    }
    return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
  }
}
