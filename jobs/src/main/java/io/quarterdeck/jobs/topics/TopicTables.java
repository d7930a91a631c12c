package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.DayTopics.TopicCount;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Publishes the results of days. Each table changes in one commit for all days. The table of the
 * topics changes last, and the CSV files after it. All rows have the day and the model, so a reader
 * that joins the tables on both finds rows that belong together, or none.
 *
 * @param lake the lake
 * @param model the version of the model
 * @param progress receives notes
 */
record TopicTables(LakeRoot lake, String model, Progress progress) {
  private static final StructType TOPICS =
      StructType.fromDDL("day date, topic string, qty bigint, model string");
  private static final StructType DRIFT =
      StructType.fromDDL(
          "day date, model string, questions bigint, other_share double, training_other_share"
              + " double, word_distance double, alert string");

  /**
   * Replaces the rows of the days.
   *
   * @param results the results of the days
   * @param predicted the questions of the days with their predictions
   */
  void replace(List<DayTopics> results, Dataset<Row> predicted) {
    String days =
        results.stream()
            .map(result -> "date'" + result.day() + "'")
            .collect(Collectors.joining(", ", "day in (", ")"));
    replace(
        LakeName.QUESTION_TOPICS,
        days,
        predicted.select(
            col(Questions.DAY).as("day"),
            col("id").as("question_id"),
            col(Predictions.TOPIC),
            col(Predictions.SHARE),
            lit(model).as("model")));
    replace(LakeName.TOPIC_DRIFT, days, frame(results.stream().map(this::drift).toList(), DRIFT));
    replace(
        LakeName.TOPICS_OF_THE_DAY,
        days,
        frame(
            results.stream()
                .flatMap(
                    result -> result.topics().stream().map(topic -> topic(result.day(), topic)))
                .toList(),
            TOPICS));
    LocalDate last = results.stream().map(DayTopics::day).max(LocalDate::compareTo).orElseThrow();
    if (new TopicsCsv(lake).write().filter(last::isBefore).isPresent()) {
      progress.note(
          "%s has a newer day, so it was not changed.".formatted(LakeName.RESULT_CSV.lakeName()));
    }
  }

  private Row drift(DayTopics result) {
    Drift drift = result.drift();
    return RowFactory.create(
        Date.valueOf(result.day()),
        model,
        drift.questions(),
        drift.otherShare(),
        drift.trainingOtherShare(),
        drift.wordDistance(),
        drift.alert().orElse(null));
  }

  private Row topic(LocalDate day, TopicCount topic) {
    return RowFactory.create(Date.valueOf(day), topic.topic(), topic.qty(), model);
  }

  private Dataset<Row> frame(List<Row> rows, StructType schema) {
    return lake.session().createDataFrame(rows, schema);
  }

  private void replace(LakeName table, String days, Dataset<Row> rows) {
    lake.change(
        () ->
            rows.coalesce(1)
                .write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", days)
                // Tables of earlier releases lack the column alert.
                .option("mergeSchema", "true")
                .save(lake.at(table)));
  }
}
