package io.quarterdeck.etl.dataset;

import java.util.List;
import java.util.Optional;

/**
 * One kind of file and the table that it fills, as a dataset file describes it.
 *
 * @param name the dataset's name, lower-case words joined by hyphens
 * @param table the table that its loads fill
 * @param csv how its files are written
 * @param columns its columns, in the table's order
 * @param indexes the columns of each index besides the primary key
 * @param mode what a load does with the loads before it
 * @param export what the quarterly job makes of it, if it has one
 * @param schedule when the quarterly job runs, if it does by itself
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
  /** The table's column that holds the load's id; the table is list-partitioned by it. */
  public static final String LOAD_ID = "load_id";

  /** The table's column that holds the line of the file on which the row began, from 1. */
  public static final String LOAD_LINE = "load_line";
}
