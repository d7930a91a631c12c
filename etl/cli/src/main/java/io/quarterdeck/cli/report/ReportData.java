package io.quarterdeck.cli.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The data of a report. The report escapes all texts. */
public record ReportData(
    Loaded loaded,
    List<Quality> quality,
    Optional<Charts> charts,
    List<Step> steps,
    List<Place> places,
    String toolVersion,
    Instant made) {

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

  /** A column. Minimum, maximum and mean are formatted, and empty if there is none. */
  public record Quality(
      String column,
      String type,
      long nulls,
      long distinctApproximately,
      Optional<String> min,
      Optional<String> max,
      Optional<String> mean) {}

  /** A step of the bootstrap and its time. */
  public record Step(String name, Duration took) {}

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
