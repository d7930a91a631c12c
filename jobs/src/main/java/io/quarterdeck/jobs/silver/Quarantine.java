package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a dataset that wait for a repair: the table {@code quarantine/NAME}. Rows that were
 * replayed keep their row here, with the time of the replay.
 */
final class Quarantine {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "_day date, id string, reason string, row string, copies bigint, replayed timestamp");

  private final LakeRoot lake;
  private final String path;

  Quarantine(LakeRoot lake, String dataset) {
    this.lake = lake;
    this.path = lake.quarantine(dataset);
  }

  boolean exists() {
    return lake.exists(path);
  }

  /** Returns the rows that have not been replayed. */
  Dataset<Row> waiting() {
    return lake.read(path).where("replayed is null");
  }

  /**
   * Makes the quarantined rows of a day those of its newest files, in one commit. Rows that were
   * replayed stay.
   *
   * @param rows rows of {@link TypedRows} that have a reason
   */
  void replaceDay(LocalDate day, Dataset<Row> rows, long number) {
    if (number == 0 && !exists()) {
      return;
    }
    lake.create(path, SCHEMA);
    Dataset<Row> source =
        rows.groupBy(col(TypedRows.DAY), col(TypedRows.ID).as("id"))
            .agg(
                first(TypedRows.REASON).as("reason"),
                first(TypedRows.ROW).as("row"),
                count(lit(1)).as("copies"))
            .withColumn("replayed", lit(null).cast("timestamp"));
    lake.change(
        () ->
            DeltaTable.forPath(lake.session(), path)
                .as("t")
                .merge(source.as("s"), "t.id = s.id and t._day = s._day")
                .whenMatched("t.replayed is null")
                .updateExpr(Map.of("reason", "s.reason", "copies", "s.copies"))
                .whenNotMatched()
                .insertAll()
                .whenNotMatchedBySource("t._day = date'" + day + "' and t.replayed is null")
                .delete()
                .execute());
  }

  /**
   * Records that rows were replayed, or why they still cannot be.
   *
   * @param rows the columns id and reason; the reason of a replayed row is empty
   */
  void record(List<Row> rows) {
    Dataset<Row> source =
        lake.session().createDataFrame(rows, StructType.fromDDL("id string, reason string"));
    String now = Instant.now().toString();
    lake.change(
        () ->
            DeltaTable.forPath(lake.session(), path)
                .as("t")
                .merge(source.as("s"), "t.id = s.id and t.replayed is null")
                .whenMatched("s.reason = ''")
                .updateExpr(Map.of("replayed", "timestamp'" + now + "'"))
                .whenMatched()
                .updateExpr(Map.of("reason", "s.reason"))
                .execute());
  }
}
