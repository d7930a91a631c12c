package io.quarterdeck.cli.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The data of the report about the topics of questions. The report escapes all texts.
 *
 * @param topics the topics of all days, at least one
 * @param tables the tables
 * @param model the current model, if there is one
 * @param places the locations of the data
 */
public record TopicsReportData(
    List<Topic> topics, List<Rows> tables, Optional<Model> model, List<ReportData.Place> places) {
  /**
   * A topic of a day.
   *
   * @param topic the tag, or {@code other}
   * @param questions the number of questions
   * @param model the version of the model that counted them
   */
  public record Topic(LocalDate day, String topic, long questions, String model) {}

  /**
   * The number of rows of a table.
   *
   * @param version the Delta version
   */
  public record Rows(String table, long version, long rows) {}

  /**
   * The current model.
   *
   * @param metrics the metrics on held-out questions, by name
   */
  public record Model(String version, List<Metric> metrics) {}

  /** A metric and its value. */
  public record Metric(String name, double value) {}
}
