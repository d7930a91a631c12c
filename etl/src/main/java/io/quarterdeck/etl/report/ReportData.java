package io.quarterdeck.etl.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a report shows; texts are shown as they are, escaped. */
public record ReportData(
    Loaded loaded,
    List<Quality> quality,
    Optional<Charts> charts,
    List<Step> steps,
    List<Place> places,
    String toolVersion,
    Instant made) {

  /** One load; duplicates are empty when they were not counted. */
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
      Instant finished) {}

  /** One column; min, max and mean as they are to be read, empty where there is none. */
  public record Quality(
      String column,
      String type,
      long nulls,
      long distinctApproximately,
      Optional<String> min,
      Optional<String> max,
      Optional<String> mean) {}

  /** A step of the bootstrap and how long it took. */
  public record Step(String name, Duration took) {}

  /** What is where, for instance the table or the manifest. */
  public record Place(String what, String where) {}

  /** The export's sums: {@code measure} by period and group, and the biggest of another group. */
  public record Charts(
      String measure, String group, List<Cell> byPeriod, String topGroup, List<Bar> top) {}

  /** One period and group; in the order of periods. */
  public record Cell(String period, String group, BigDecimal sum) {}

  /** One bar, the longest first. */
  public record Bar(String name, BigDecimal sum) {}
}
