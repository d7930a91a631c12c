package io.quarterdeck.cli.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The data of the report about the topics of questions. The report escapes all texts.
 *
 * @param topics the topics of all days, at least one
 * @param questions the questions of each topic of the newest day that have the most votes, in the
 *     order of the report
 * @param drift the drift of each day, the oldest first
 * @param tables the tables
 * @param model the current model, if there is one
 * @param places the locations of the data
 */
public record TopicsReportData(
    List<Topic> topics,
    List<Question> questions,
    List<DayDrift> drift,
    List<Rows> tables,
    Optional<Model> model,
    List<ReportData.Place> places) {
  /**
   * A topic of a day.
   *
   * @param topic the tag, or {@code other}
   * @param questions the number of questions
   * @param model the version of the model that counted them
   */
  public record Topic(LocalDate day, String topic, long questions, String model) {}

  /**
   * A question.
   *
   * @param topic the topic that the model assigned
   * @param id the id of the post
   * @param votes the score of the post
   * @param probability the probability of the topic, from 0 to 1
   */
  public record Question(
      LocalDate day,
      String topic,
      String model,
      long id,
      String title,
      long votes,
      double probability) {}

  /**
   * How much the questions of a day differ from those with which the model was trained.
   *
   * @param otherShare the share of {@code other}, from 0 to 1
   * @param expectedShare that share for the held-out questions of the training
   * @param wordDistance the distance of the words, from 0 to 1
   * @param alert why the model may not fit any more; empty if it fits
   */
  public record DayDrift(
      LocalDate day,
      String model,
      long questions,
      double otherShare,
      double expectedShare,
      double wordDistance,
      String alert) {}

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
