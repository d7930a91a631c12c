package io.quarterdeck.jobs.silver;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of a day's files with the dataset and with the rows of earlier days. */
record SchemaChange(LakeDataset dataset, StructType found) {
  /**
   * Checks that the files have each column of the dataset, as text or with a type whose values all
   * have a value in the column's type.
   *
   * @throws Failure naming the first column that does not
   */
  void checkDataset() {
    Map<String, DataType> types = byName(found);
    for (Column column : dataset.columns()) {
      DataType type = types.get(column.source().toLowerCase(Locale.ROOT));
      if (type == null) {
        throw Failure.of(
            "Cannot ingest %s: found no column %s; expected the columns of the dataset file, and"
                + " found %s. Correct the source, or the dataset file.",
            dataset.name(), column.source(), String.join(", ", found.fieldNames()));
      }
      DataType expected = LakeTypes.of(column);
      if (!isConvertible(type, expected)) {
        String accepted =
            expected.equals(DataTypes.StringType) ? "STRING" : expected.sql() + " or STRING";
        throw changed(column.source(), type, accepted);
      }
    }
  }

  /**
   * Returns the columns that a table does not have yet.
   *
   * @throws Failure if a column has another type than in the table
   */
  List<String> newColumns(StructType table) {
    Map<String, DataType> types = byName(table);
    for (StructField field : found.fields()) {
      DataType before = types.get(field.name().toLowerCase(Locale.ROOT));
      if (before != null && !before.equals(field.dataType())) {
        throw changed(field.name(), field.dataType(), before.sql() + ", as in earlier days");
      }
    }
    return Arrays.stream(found.fieldNames())
        .filter(name -> !types.containsKey(name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private Failure changed(String column, DataType type, String expected) {
    return Failure.of(
        "Cannot ingest %s: found column %s of type %s; expected %s. Nothing was changed. Correct"
            + " the source, or give the column another name.",
        dataset.name(), column, type.sql(), expected);
  }

  private static boolean isConvertible(DataType type, DataType expected) {
    if (type.equals(expected) || type.equals(DataTypes.StringType)) {
      return true;
    }
    return switch (expected.typeName()) {
      case "long" ->
          List.of(DataTypes.IntegerType, DataTypes.ShortType, DataTypes.ByteType).contains(type);
      case "integer" -> List.of(DataTypes.ShortType, DataTypes.ByteType).contains(type);
      case "double" -> List.of(DataTypes.FloatType, DataTypes.IntegerType).contains(type);
      case "timestamp" -> List.of(DataTypes.TimestampNTZType, DataTypes.DateType).contains(type);
      default -> false;
    };
  }

  private static Map<String, DataType> byName(StructType schema) {
    Map<String, DataType> types = new TreeMap<>();
    for (StructField field : schema.fields()) {
      types.put(field.name().toLowerCase(Locale.ROOT), field.dataType());
    }
    return types;
  }
}
