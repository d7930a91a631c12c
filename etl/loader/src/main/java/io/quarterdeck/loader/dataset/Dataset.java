package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Optional;

/**
 * A kind of file and the table that it is loaded into, as described by a dataset file.
 *
 * @param name the dataset's name: lower-case words joined by hyphens
 * @param table the table that the files are loaded into
 * @param csv the CSV dialect of the files
 * @param columns the columns, in the table's order
 * @param indexes the columns of each index, without the primary key
 * @param mode what happens to earlier loads when a load is published
 * @param export the export of the dataset's job, if there is one
 * @param schedule when the dataset's job runs, if it is scheduled
 */
public record Dataset(
    String name,
    TableName table,
    CsvDialect csv,
    List<Column> columns,
    List<List<String>> indexes,
    LoadMode mode,
    Optional<Export> export,
    Optional<Schedule> schedule) {
  /** The dataset of files that hold rejected records as UTF-8. */
  public Dataset stored() {
    return new Dataset(name, table, csv.stored(), columns, indexes, mode, export, schedule);
  }

  /** The column of the table with the id of the load. The table is list-partitioned by it. */
  public static final String LOAD_ID = "load_id";

  /** The column of the table with the line of the file on which the row begins, from 1. */
  public static final String LOAD_LINE = "load_line";
}
