package io.quarterdeck.cli.report;

import io.quarterdeck.loader.dataset.ColumnKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The data of the report about a dataset. The report escapes all texts.
 *
 * @param loaded the newest published load
 * @param quality the columns of this load
 * @param charts the sums of the export; empty for a dataset without an export
 * @param loads the loads of the dataset, the newest first
 * @param rejects the rejects of the newest load that has some; empty if there are none
 * @param places the locations of the data
 */
public record ReportData(
    Loaded loaded,
    List<Quality> quality,
    Optional<Charts> charts,
    List<PastLoad> loads,
    Optional<Rejects> rejects,
    List<Place> places) {

  /**
   * A load. Duplicates are empty if they were not counted. The correlation id is that of the log.
   */
  public record Loaded(
      String dataset,
      String file,
      String sha256,
      long loadId,
      long rowsRead,
      long rowsLoaded,
      long rowsRejected,
      Optional<Long> duplicates,
      Instant started,
      Instant finished,
      Optional<String> correlationId) {}

  /**
   * A column. Minimum, maximum and mean are formatted, and empty if there is none.
   *
   * @param kind the kind of the type
   * @param type the type in PostgreSQL
   * @param values the distribution of the values; empty if the table has no values
   */
  public record Quality(
      String column,
      ColumnKind kind,
      String type,
      long nulls,
      long distinctApproximately,
      Optional<String> min,
      Optional<String> max,
      Optional<String> mean,
      Optional<Values> values) {}

  /**
   * The distribution of the values of a column in the table.
   *
   * @param rows the number of rows with a value that were read
   * @param read which rows were read
   * @param histogram for numbers and moments: the rows in each of the intervals of equal size;
   *     empty for other types
   * @param frequent the most frequent values, from the most to the least frequent
   */
  public record Values(long rows, RowsRead read, List<Bin> histogram, List<Frequent> frequent) {}

  /** Which rows of a table were read. */
  public enum RowsRead {
    ALL,
    /** A random sample of the table's blocks, because the table is large. */
    SAMPLE
  }

  /** An interval of a histogram: from {@code low}, to {@code high}. */
  public record Bin(String low, String high, long rows) {}

  /** A value and the number of its rows. */
  public record Frequent(String value, long rows) {}

  /**
   * A load in the ledger.
   *
   * @param took the duration; empty while the load runs
   * @param rowsLoaded empty until the load has ended
   * @param rowsRejected empty until the load has ended
   */
  public record PastLoad(
      long id,
      String file,
      String status,
      Instant started,
      Optional<Duration> took,
      Optional<Long> rowsLoaded,
      Optional<Long> rowsRejected,
      Optional<String> failure) {}

  /**
   * The rejects of a load.
   *
   * @param loadId the load
   * @param total the number of rejects
   * @param file the rejects file
   * @param unreadable why the rejects file could not be read; the lists are empty then
   * @param reasons the number of rejects for each reason and column, the largest first
   * @param samples the first rejects
   * @param fix the command that adds the corrected lines
   */
  public record Rejects(
      long loadId,
      long total,
      String file,
      Optional<String> unreadable,
      List<RejectCount> reasons,
      List<RejectSample> samples,
      String fix) {}

  /** The number of rejects with this code in this column. The column may be empty. */
  public record RejectCount(String code, String column, long rejects) {}

  /** A line of a rejects file. */
  public record RejectSample(
      long line, String column, String code, String found, String expected, String raw) {}

  /**
   * A step of a command.
   *
   * @param began the time from the start of the command to the start of the step
   * @param took the duration of the step
   * @param outcome what it did
   */
  public record Step(String name, Duration began, Duration took, String outcome) {}

  /** The location of an object, for example of the table or the manifest. */
  public record Place(String what, String where) {}

  /**
   * The export's sums: {@code measure} by period and group, and the largest sums by another group.
   */
  public record Charts(
      String measure, String group, List<Cell> byPeriod, String topGroup, List<Bar> top) {}

  /** The sum for a period and a group. */
  public record Cell(String period, String group, BigDecimal sum) {}

  /** A bar of the ranking. */
  public record Bar(String name, BigDecimal sum) {}
}
