package io.quarterdeck.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.Expectation;
import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.dataset.LakeDataset.MergeMode;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Ingests a day of a dataset: bronze, then quarantine, then silver. Each table changes in one
 * commit, and silver changes last. If the ingest is killed, another ingest of the day ends with the
 * same tables.
 */
public final class DayIngest {
  private final LakeRoot lake;
  private final LakeDataset dataset;
  private final Progress progress;

  public DayIngest(LakeRoot lake, LakeDataset dataset, Progress progress) {
    this.lake = lake;
    this.dataset = dataset;
    this.progress = progress;
  }

  /**
   * Ingests a day. The same day again makes no difference, and days may arrive in any order. A
   * snapshot that is older than the newest one changes only bronze.
   *
   * @param folder the folder of the day, as a URI: with a manifest that names the folder of the
   *     files, or with the files themselves
   * @throws Failure if the files are missing or incomplete, a column is missing or has another
   *     type, or rows violate an expectation that fails the day. Silver is unchanged then
   */
  public Ingested ingest(LocalDate day, String folder) {
    progress.phase("Reading " + dataset.name() + " of " + day);
    Optional<LandedDay> landed = LandedDay.read(lake.files(), folder, day);
    Dataset<Row> files;
    if (landed.isPresent()) {
      files = read(folder + "/" + landed.get().run());
      checkRows(day, files.count(), landed.get());
    } else {
      new DayFolder(dataset, day, folder).check(lake.files());
      files = read(folder);
    }
    SchemaChange change = new SchemaChange(dataset, files.schema());
    change.checkDataset();
    Optional<StructType> before = bronzeSchema();
    List<String> newColumns = before.map(change::newColumns).orElse(List.of());
    newColumns.forEach(
        name ->
            progress.note(
                "The column %s is new in %s of %s. Rows of earlier days have no value in it."
                    .formatted(name, dataset.name(), day)));
    writeBronze(day, files);
    StructType raw = bronzeSchema().orElseThrow();
    Dataset<Row> arrived =
        lake.read(lake.bronze(dataset.name()))
            .where(col(TypedRows.DAY).equalTo(lit(Date.valueOf(day))));
    TypedRows types = new TypedRows(dataset, raw);
    // The rows are converted once. The steps below do not plan the conversion again.
    Dataset<Row> typed = types.of(arrived).localCheckpoint();
    checkSilver(types, typed);
    return publish(day, types, typed, newColumns);
  }

  /** The columns of CSV files are texts; {@link TypedRows} converts them. */
  private Dataset<Row> read(String folder) {
    DataFrameReader reader = lake.session().read();
    return switch (dataset.source()) {
      case PARQUET, POSTGRES -> reader.parquet(folder);
      case CSV ->
          reader
              .option("header", "true")
              .option("encoding", "UTF-8")
              .option("quote", "\"")
              .option("escape", "\"")
              .option("multiLine", "true")
              .option("mode", "FAILFAST")
              .csv(folder);
    };
  }

  private void checkRows(LocalDate day, long found, LandedDay landed) {
    if (found != landed.rows()) {
      throw Failure.of(
          "Cannot ingest %s of %s: found %d rows in the files of the copy %s; expected the %d rows"
              + " of its manifest. Nothing was changed. Copy the day again.",
          dataset.name(), day, found, landed.run(), landed.rows());
    }
  }

  private Ingested publish(
      LocalDate day, TypedRows types, Dataset<Row> typed, List<String> newColumns) {
    Ingested counts = counts(typed, newColumns);
    announce(counts);
    progress.phase("Writing quarantine");
    new Quarantine(lake, dataset.name())
        .replaceDay(day, typed.where(col(TypedRows.REASON).notEqual("")), counts.quarantined());
    SilverTable silver = new SilverTable(lake, dataset);
    Optional<LocalDate> newest = silver.newestDay();
    if (dataset.mode() == MergeMode.SNAPSHOT && newest.filter(day::isBefore).isPresent()) {
      progress.note(
          "The copy of %s of %s is older than that of %s. Silver was not changed."
              .formatted(dataset.name(), day, newest.get()));
      return counts;
    }
    progress.phase("Merging into silver");
    silver.merge(silver.distinct(typed.where(col(TypedRows.REASON).equalTo(""))), types.names());
    return counts;
  }

  private Optional<StructType> bronzeSchema() {
    String path = lake.bronze(dataset.name());
    if (!lake.exists(path)) {
      return Optional.empty();
    }
    StructType schema = new StructType();
    for (var field : lake.read(path).schema().fields()) {
      if (!field.name().equals(TypedRows.DAY)) {
        schema = schema.add(field);
      }
    }
    return Optional.of(schema);
  }

  private void writeBronze(LocalDate day, Dataset<Row> files) {
    progress.phase("Writing bronze");
    lake.change(
        () ->
            files
                .withColumn(TypedRows.DAY, lit(Date.valueOf(day)))
                .write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", "_day = date'" + day + "'")
                .option("mergeSchema", "true")
                .partitionBy(TypedRows.DAY)
                .save(lake.bronze(dataset.name())));
  }

  private void checkSilver(TypedRows types, Dataset<Row> typed) {
    Optional<StructType> silver = new SilverTable(lake, dataset).schema();
    if (silver.isPresent()) {
      Column[] columns =
          types.names().stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
      // Only the check of types is needed; new columns were announced.
      new SchemaChange(dataset, typed.select(columns).schema()).newColumns(silver.get());
    }
  }

  private Ingested counts(Dataset<Row> typed, List<String> newColumns) {
    List<Expectation> strict =
        dataset.expectations().stream().filter(each -> each.otherwise() == Violation.FAIL).toList();
    Column good = col(TypedRows.REASON).equalTo("");
    List<Column> more = new ArrayList<>();
    more.add(count_if(good));
    more.add(count_distinct(when(good, col(dataset.key()))));
    more.add(sum(TypedRows.NULL_VALUES));
    strict.forEach(each -> more.add(count_if(TypedRows.violates(each))));
    Row row = typed.agg(count(lit(1)), more.toArray(Column[]::new)).head();
    long rows = row.getLong(0);
    for (int i = 0; i < strict.size(); i++) {
      if (row.getLong(4 + i) > 0) {
        throw Failure.of(
            "Cannot ingest %s: found %d rows that violate '%s' (%s); expected none. Silver was not"
                + " changed. Correct the source, then run the ingest again.",
            dataset.name(), row.getLong(4 + i), strict.get(i).name(), strict.get(i).that());
      }
    }
    long accepted = row.getLong(2);
    long fitting = row.getLong(1);
    return new Ingested(
        rows,
        accepted,
        rows - fitting,
        fitting - accepted,
        rows == 0 ? 0 : row.getLong(3),
        newColumns);
  }

  private void announce(Ingested counts) {
    progress.note(
        "%d rows: %d accepted, %d in quarantine, %d with the key of another row."
            .formatted(
                counts.rows(), counts.accepted(), counts.quarantined(), counts.duplicates()));
    if (counts.nullValues() > 0) {
      progress.note(
          "%d fields contain a text that stands for a missing value (%s)."
              .formatted(counts.nullValues(), String.join(", ", dataset.nullValues())));
    }
  }
}
