package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.ColumnType;
import io.quarterdeck.etl.dataset.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What each type of a dataset is in Spark, and so in Parquet. */
final class SparkTypes {
  private SparkTypes() {}

  /** The dataset's columns in their order, required where the dataset says that none is null. */
  static StructType schema(Dataset dataset) {
    return new StructType(
        dataset.columns().stream()
            .map(
                column ->
                    new StructField(column.name(), of(column), column.nullable(), Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /**
   * The type of a column's values.
   *
   * @throws Failure for a decimal of more digits than Spark has
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
   * The type of a column's sum: wide enough, or Spark fails on the overflow. 2^32 integers fit a
   * long; 38 digits are the most that Spark has.
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
            + "; expected a number. Take it out of export.sum in the dataset file.");
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
              + ", which is what Spark and Parquet readers hold. Narrow its type in the dataset"
              + " file.");
    }
    return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
  }
}
