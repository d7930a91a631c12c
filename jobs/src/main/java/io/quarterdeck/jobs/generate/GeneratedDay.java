package io.quarterdeck.jobs.generate;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.sample.GeneratedPostTypes;
import io.quarterdeck.loader.sample.GeneratedUsers;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a generated day of a dataset as Parquet, all columns as text, as the source delivers it.
 *
 * @param session Spark
 * @param dataset the name of the dataset
 * @param seed any number; the same seed gives the same rows
 */
public record GeneratedDay(SparkSession session, String dataset, long seed) {
  /** The number of rows that one task generates at least. */
  private static final long ROWS_OF_A_TASK = 20_000;

  /**
   * Writes the rows to a folder, with {@code _SUCCESS}. Replaces the folder's content.
   *
   * @param rows the number of rows; the post types always have their eight rows
   * @param folder the folder's URI
   * @throws Failure if nothing generates the dataset
   */
  public void write(LocalDate day, long rows, String folder) {
    rows(day, rows).write().mode(SaveMode.Overwrite).parquet(folder);
  }

  private Dataset<Row> rows(LocalDate day, long rows) {
    if (dataset.equals(LakeName.POSTS.lakeName())) {
      GeneratedPosts posts = new GeneratedPosts(seed, day);
      return rows(rows, GeneratedPosts.COLUMNS, posts::row);
    }
    if (dataset.equals(LakeName.USERS.lakeName())) {
      GeneratedUsers users = new GeneratedUsers(seed, day);
      return rows(rows, GeneratedUsers.COLUMNS, users::row);
    }
    if (dataset.equals(LakeName.POST_TYPES.lakeName())) {
      return session.createDataFrame(
          GeneratedPostTypes.rows().stream().map(GeneratedDay::row).toList(),
          schema(GeneratedPostTypes.COLUMNS));
    }
    throw Failure.of(
        "Cannot generate %s: found no generator; expected %s, %s or %s. Name one of them.",
        dataset,
        LakeName.POSTS.lakeName(),
        LakeName.USERS.lakeName(),
        LakeName.POST_TYPES.lakeName());
  }

  private Dataset<Row> rows(long rows, List<String> columns, RowSupplier supplier) {
    int tasks = (int) Math.min(64, 1 + rows / ROWS_OF_A_TASK);
    return session
        .range(0, rows, 1, tasks)
        .map(
            (MapFunction<Long, Row>) index -> row(supplier.row(index)),
            Encoders.row(schema(columns)));
  }

  private static Row row(List<String> values) {
    return RowFactory.create(values.toArray());
  }

  private static StructType schema(List<String> columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }

  /** Returns the values of a row. Spark sends it to its tasks. */
  @FunctionalInterface
  private interface RowSupplier extends java.io.Serializable {
    List<String> row(long index);
  }
}
