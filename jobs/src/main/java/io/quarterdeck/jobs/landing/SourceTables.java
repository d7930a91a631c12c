package io.quarterdeck.jobs.landing;

import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.silver.LandedDay;
import io.quarterdeck.jobs.source.CopySource;
import io.quarterdeck.jobs.source.RowListeners;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Copies the tables of the source database as Parquet, with all columns as text.
 *
 * @param session Spark
 * @param source the source database
 * @param progress receives what is done
 */
public record SourceTables(SparkSession session, Source source, Progress progress) {
  /**
   * Copies all tables to {@code FOLDER/DAY/RUN} of the container, and then writes the manifest of
   * the day.
   *
   * @param landing the container
   * @param run the id of this run
   * @throws Failure if a table does not exist, or cannot be read
   */
  public void copy(LocalDate day, URI landing, String run) {
    for (LakehouseSource table : LakehouseSource.values()) {
      if (!table.table().isEmpty()) {
        copy(table, landing + "/" + table.folder() + "/" + day, day, run);
      }
    }
  }

  private void copy(LakehouseSource table, String dayFolder, LocalDate day, String run) {
    String folder = dayFolder + "/" + run;
    String name = LakehouseSource.SCHEMA + "." + table.table();
    progress.phase("Copying " + name);
    List<String> columns = columns(table);
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    String query =
        columns.stream()
            .map(column -> TableName.quote(column) + "::text")
            .collect(Collectors.joining(", ", "select ", " from " + name));
    try {
      CopySource.rows(session, source, schema, List.of(query), RowListeners.NONE)
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(folder);
    } finally {
      CopySource.forget(RowListeners.NONE);
    }
    Dataset<Row> written = session.read().parquet(folder);
    LandedDay landed =
        new LandedDay(day.toString(), run, written.count(), written.inputFiles().length);
    try {
      landed.write(BlobFiles.here(() -> session.sparkContext().hadoopConfiguration()), dayFolder);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write the manifest in %s: found %s; expected a writable folder. Check that the"
              + " storage account is reachable, then run the copy again.",
          dayFolder,
          Causes.brief(e));
    }
    progress.note("%s: %d rows to %s.".formatted(name, landed.rows(), folder));
  }

  private List<String> columns(LakehouseSource table) {
    List<String> columns;
    try (Connection connection = source.connect()) {
      columns =
          Sql.list(
              connection,
              row -> row.getString(1),
              "select column_name from information_schema.columns where table_schema = ? and"
                  + " table_name = ? order by ordinal_position",
              LakehouseSource.SCHEMA,
              table.table());
    } catch (SQLException e) {
      throw PostgresFailure.of("read the source's tables", source.endpoint(), e);
    }
    if (columns.isEmpty()) {
      throw Failure.of(
          "Cannot copy %s.%s from %s: found no such table that this role may read; expected it."
              + " Create it, or grant the right to read it.",
          LakehouseSource.SCHEMA, table.table(), source.endpoint().jdbcUrl());
    }
    return columns;
  }
}
