package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnKind;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Converts the types of a dataset to Spark types, and back. The Spark types determine the Parquet
 * types.
 */
public final class SparkTypes {
  private SparkTypes() {}

  /**
   * Returns the dataset's columns in order. Columns that are not nullable in the dataset are
   * required.
   */
  public static StructType schema(Dataset dataset) {
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
  public static DataType of(Column column) {
    return switch (column.type().kind()) {
      case TEXT -> DataTypes.StringType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DECIMAL -> decimal(column.name(), (ColumnType.Decimal) column.type());
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampNTZType;
    };
  }

  /**
   * Returns the kind of a column. The argument is the Spark type that {@link #of} returned for it.
   */
  public static ColumnKind kind(DataType type) {
    for (ColumnKind kind : ColumnKind.values()) {
      if (isOf(kind, type)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no column of type " + type.sql());
  }

  private static boolean isOf(ColumnKind kind, DataType type) {
    return switch (kind) {
      case TEXT -> type.equals(DataTypes.StringType);
      case INTEGER -> type.equals(DataTypes.IntegerType);
      case BIGINT -> type.equals(DataTypes.LongType);
      case DECIMAL -> type instanceof DecimalType;
      case DOUBLE -> type.equals(DataTypes.DoubleType);
      case BOOLEAN -> type.equals(DataTypes.BooleanType);
      case DATE -> type.equals(DataTypes.DateType);
      case TIMESTAMP -> type.equals(DataTypes.TimestampNTZType);
    };
  }

  /**
   * Returns the type of a column's sum. A long can hold the sum of 2^32 integers. A decimal has 38
   * digits, which is Spark's maximum. If a sum does not fit its type, Spark reports an overflow.
   */
  public static DataType ofSum(Column column) {
    return switch (column.type().kind()) {
      case INTEGER -> DataTypes.LongType;
      case BIGINT -> DataTypes.createDecimalType(DecimalType.MAX_PRECISION(), 0);
      case DECIMAL ->
          DataTypes.createDecimalType(
              DecimalType.MAX_PRECISION(), ((DecimalType) of(column)).scale());
      case DOUBLE -> DataTypes.DoubleType;
      case TEXT, BOOLEAN, DATE, TIMESTAMP ->
          throw Failure.of(
              "Cannot sum column %s: found type %s; expected a number. Remove the column "
                  + "from export.sum in the dataset file.",
              column.name(), column.type().sql());
    };
  }

  private static DataType decimal(String column, ColumnType.Decimal decimal) {
    if (decimal.precision() > DecimalType.MAX_PRECISION()) {
      throw Failure.of(
          "Cannot export column %s: found %s digits; expected at most %s, the "
              + "maximum of Spark and Parquet readers. Reduce the precision of its type in "
              + "the dataset file.",
          column, decimal.precision(), DecimalType.MAX_PRECISION());
    }
    return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
  }
}
