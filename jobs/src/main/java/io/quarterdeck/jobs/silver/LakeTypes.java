package io.quarterdeck.jobs.silver;

import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of a dataset's columns in Delta tables. */
final class LakeTypes {
  private LakeTypes() {}

  /**
   * Returns the type of a column. A timestamp has the type with a time zone, in UTC: a table with
   * timestamps without time zone needs a version of Delta's protocol that Synapse cannot read.
   */
  static DataType of(Column column) {
    return switch (column.type().kind()) {
      case TIMESTAMP -> DataTypes.TimestampType;
      case TEXT, INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE -> SparkTypes.of(column);
    };
  }
}
