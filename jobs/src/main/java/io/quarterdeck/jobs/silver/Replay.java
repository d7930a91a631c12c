package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.col;

import io.quarterdeck.contract.QuarantineField;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds repaired rows of quarantine to silver. The repaired rows are JSON, one object on each line:
 * {@code {"id": ID, "row": ROW}}, with the id and the repaired row of the table {@code
 * quarantine/NAME}. Other fields of {@link WaitingRows} are ignored. Silver changes first; if the
 * replay is killed, another replay of the same file ends with the same tables.
 */
public final class Replay {
  private final LakeRoot lake;
  private final LakeDataset dataset;
  private final Progress progress;

  public Replay(LakeRoot lake, LakeDataset dataset, Progress progress) {
    this.lake = lake;
    this.dataset = dataset;
    this.progress = progress;
  }

  /**
   * Replays the rows of a file or folder.
   *
   * @param repaired the URI of the file or folder
   * @throws Failure if nothing is in quarantine, or the file has ids that do not wait for a repair
   */
  public Replayed run(String repaired) {
    progress.phase("Reading repaired rows of " + dataset.name());
    Quarantine quarantine = new Quarantine(lake, dataset.name());
    if (!quarantine.exists()) {
      throw Failure.of(
          "Cannot replay rows of %s: found no quarantined rows; expected some. Nothing needs a"
              + " replay.",
          dataset.name());
    }
    StructType raw = lake.read(lake.bronze(dataset.name())).drop(TypedRows.DAY).schema();
    Dataset<Row> rows =
        lake.session()
            .read()
            .schema(
                new StructType()
                    .add(QuarantineField.ID.fieldName(), DataTypes.StringType)
                    .add(QuarantineField.ROW.fieldName(), raw))
            .json(repaired);
    Dataset<Row> waiting = quarantine.waiting().select("id", TypedRows.DAY).distinct();
    checkIds(rows, waiting);
    TypedRows types = new TypedRows(dataset, raw);
    Dataset<Row> joined =
        rows.join(waiting, "id").select(col("id").as("_waiting"), col(TypedRows.DAY), col("row.*"));
    return publish(quarantine, types, typed(types, joined).localCheckpoint());
  }

  /** Adds the id of the quarantined row to each typed row. */
  private static Dataset<Row> typed(TypedRows types, Dataset<Row> joined) {
    TypedRows withId =
        new TypedRows(types.dataset(), types.raw().add("_waiting", DataTypes.StringType));
    return withId.of(joined);
  }

  private Replayed publish(Quarantine quarantine, TypedRows types, Dataset<Row> typed) {
    Dataset<Row> good = typed.where(col(TypedRows.REASON).equalTo(""));
    long added = good.count();
    long refused = typed.count() - added;
    SilverTable silver = new SilverTable(lake, dataset);
    progress.phase("Merging into silver");
    if (added > 0) {
      silver.merge(silver.distinct(good), types.names());
    }
    quarantine.record(
        typed.select(col("_waiting").as("id"), col(TypedRows.REASON).as("reason")).collectAsList());
    progress.note("%d repaired rows added, %d refused.".formatted(added, refused));
    return new Replayed(added, refused);
  }

  private void checkIds(Dataset<Row> rows, Dataset<Row> waiting) {
    List<String> unknown =
        rows.join(waiting, rows.col("id").equalTo(waiting.col("id")), "left_anti")
            .select("id")
            .limit(3)
            .as(Encoders.STRING())
            .collectAsList();
    if (!unknown.isEmpty()) {
      throw Failure.of(
          "Cannot replay rows of %s: found the ids %s; expected ids of quarantined rows that were"
              + " not replayed. Remove these lines.",
          dataset.name(), unknown);
    }
  }
}
