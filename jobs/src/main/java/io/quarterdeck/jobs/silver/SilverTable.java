package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.LakeDataset.MergeMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The typed rows of a dataset, one for each key: the table {@code silver/NAME}. Besides the
 * dataset's columns, a row has {@code _first_day} and {@code _day}, the first and the newest day
 * whose files had it.
 */
final class SilverTable {
  private static final String FIRST_DAY = "_first_day";

  private final LakeRoot lake;
  private final LakeDataset dataset;
  private final String path;

  SilverTable(LakeRoot lake, LakeDataset dataset) {
    this.lake = lake;
    this.dataset = dataset;
    this.path = lake.silver(dataset.name());
  }

  /** Returns the schema of the table, if it exists. */
  Optional<StructType> schema() {
    return lake.exists(path) ? Optional.of(lake.read(path).schema()) : Optional.empty();
  }

  /** Returns the newest day of which the table has rows. */
  Optional<LocalDate> newestDay() {
    if (!lake.exists(path)) {
      return Optional.empty();
    }
    Date newest = lake.read(path).agg(max(TypedRows.DAY)).head().getDate(0);
    return Optional.ofNullable(newest).map(Date::toLocalDate);
  }

  /** Returns one row for each key. Of rows with the same key, the newest is kept. */
  Dataset<Row> distinct(Dataset<Row> rows) {
    List<Column> order = new ArrayList<>();
    dataset.newest().ifPresent(column -> order.add(col(column).desc_nulls_last()));
    order.add(col(TypedRows.HASH).desc());
    return rows.withColumn(
            "_rank",
            row_number()
                .over(Window.partitionBy(dataset.key()).orderBy(order.toArray(Column[]::new))))
        .where("_rank = 1")
        .drop("_rank");
  }

  /**
   * Merges rows of a day in one commit, so that readers see either all of them or none. A row of an
   * older day does not change a row of a newer one, and the rows of the same day again change
   * nothing.
   *
   * @param rows one row of {@link TypedRows} for each key
   * @param names the columns of the dataset
   */
  void merge(Dataset<Row> rows, List<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col("`" + name + "`")));
    columns.add(col(TypedRows.DAY).as(FIRST_DAY));
    columns.add(col(TypedRows.DAY));
    columns.add(col(TypedRows.HASH));
    Dataset<Row> source = rows.select(columns.toArray(Column[]::new));
    lake.create(path, nullable(source.schema()));
    Map<String, String> update = new HashMap<>();
    names.forEach(name -> update.put("`" + name + "`", "s.`" + name + "`"));
    update.put(TypedRows.DAY, "s._day");
    update.put(TypedRows.HASH, "s._hash");
    update.put(FIRST_DAY, "least(t._first_day, s._first_day)");
    lake.change(() -> merge(source, update).execute());
  }

  private DeltaMergeBuilder merge(Dataset<Row> source, Map<String, String> update) {
    String key = dataset.key();
    DeltaMergeBuilder merge =
        DeltaTable.forPath(lake.session(), path)
            .as("t")
            .merge(source.as("s"), "t.`%1$s` = s.`%1$s`".formatted(key))
            .withSchemaEvolution()
            .whenMatched("s._day > t._day or (s._day = t._day and s._hash <> t._hash)")
            .updateExpr(update);
    if (dataset.mode() == MergeMode.MERGE) {
      merge =
          merge.whenMatched("s._day < t._first_day").updateExpr(Map.of(FIRST_DAY, "s._first_day"));
    }
    return merge.whenNotMatched().insertAll();
  }

  private static StructType nullable(StructType schema) {
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable = nullable.add(field.name(), field.dataType());
    }
    return nullable;
  }
}
