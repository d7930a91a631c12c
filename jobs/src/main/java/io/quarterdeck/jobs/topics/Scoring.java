package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Assigns the questions of a day to topics with the current model, and publishes the numbers: the
 * Delta table {@code gold/topics_of_the_day}, and the CSV file {@code BI/ml_result.csv} of the
 * newest day. The same day again gives the same rows.
 */
public final class Scoring {
  private static final StructType TOPICS =
      StructType.fromDDL("day date, topic string, qty bigint, model string");
  private static final StructType DRIFT =
      StructType.fromDDL(
          "day date, model string, questions bigint, other_share double, training_other_share"
              + " double, word_distance double");

  private final LakeRoot lake;
  private final Progress progress;

  public Scoring(LakeRoot lake, Progress progress) {
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * A topic of a day.
   *
   * @param topic the tag, or {@code other}
   * @param qty the number of questions
   */
  public record TopicCount(String topic, long qty) {}

  /**
   * The difference between a day and the training of the model.
   *
   * @param otherShare the share of questions that the model assigns to {@code other}
   * @param trainingOtherShare that share in the training
   * @param wordDistance the distance of the distributions of words, from 0 to 1
   */
  public record Drift(double otherShare, double trainingOtherShare, double wordDistance) {}

  /**
   * The result.
   *
   * @param topics the topics, from the most frequent to the rarest
   * @param drift the drift of the day
   */
  public record Scored(List<TopicCount> topics, Drift drift) {}

  /**
   * Scores a day.
   *
   * @throws Failure if there is no model, or no question of the day; nothing was changed then
   */
  public Scored run(LocalDate day) {
    ModelStore.Stored model =
        new ModelStore(lake)
            .current()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot score the questions of %s: found no published model; expected one."
                            + " Train a model first.",
                        day));
    progress.phase("Scoring the questions of " + day);
    Dataset<Row> questions =
        Questions.current(lake).of(day).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<TopicCount> topics = topics(model, questions);
      if (topics.isEmpty()) {
        throw Failure.of(
            "Cannot score the questions of %s: found none; expected the day in silver. Nothing was"
                + " published. Ingest the day first.",
            day);
      }
      Drift drift = drift(model, questions, topics);
      publish(day, model.card().version(), topics, drift);
      return new Scored(topics, drift);
    } finally {
      questions.unpersist();
    }
  }

  private static List<TopicCount> topics(ModelStore.Stored model, Dataset<Row> questions) {
    return new Predictions(model.pipeline(), model.card().labels())
            .of(questions)
            .groupBy(Predictions.TOPIC)
            .agg(count(lit(1)).as("qty"))
            .orderBy(col("qty").desc(), col(Predictions.TOPIC))
            .collectAsList()
            .stream()
            .map(row -> new TopicCount(row.getString(0), row.getLong(1)))
            .toList();
  }

  private static Drift drift(
      ModelStore.Stored model, Dataset<Row> questions, List<TopicCount> topics) {
    WordShares training = new WordShares(model.card().words());
    long other =
        topics.stream()
            .filter(each -> each.topic().equals(TopicLabels.OTHER))
            .mapToLong(TopicCount::qty)
            .sum();
    return new Drift(
        (double) other / total(topics),
        model.card().otherShare(),
        training.distance(DayWords.of(questions, training.shares().keySet())));
  }

  private void publish(LocalDate day, String model, List<TopicCount> topics, Drift drift) {
    progress.phase("Publishing");
    Date date = Date.valueOf(day);
    replace(
        LakeName.TOPIC_DRIFT,
        day,
        List.of(
            RowFactory.create(
                date,
                model,
                total(topics),
                drift.otherShare(),
                drift.trainingOtherShare(),
                drift.wordDistance())),
        DRIFT);
    replace(
        LakeName.TOPICS_OF_THE_DAY,
        day,
        topics.stream()
            .map(each -> RowFactory.create(date, each.topic(), each.qty(), model))
            .toList(),
        TOPICS);
    progress.note(
        String.format(
            Locale.ROOT,
            "Drift: %.1f %% of the questions are other (%.1f %% in the training), word distance"
                + " %.3f.",
            100 * drift.otherShare(),
            100 * drift.trainingOtherShare(),
            drift.wordDistance()));
    if (isNewest(day)) {
      writeCsv(topics);
    } else {
      progress.note(
          "%s has a newer day, so it was not changed.".formatted(LakeName.RESULT_CSV.lakeName()));
    }
  }

  private void replace(LakeName table, LocalDate day, List<Row> rows, StructType schema) {
    lake.change(
        () ->
            lake.session()
                .createDataFrame(rows, schema)
                .coalesce(1)
                .write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", "day = date'" + day + "'")
                .save(lake.at(table)));
  }

  private boolean isNewest(LocalDate day) {
    Date newest = lake.read(lake.at(LakeName.TOPICS_OF_THE_DAY)).agg(max("day")).head().getDate(0);
    return Optional.ofNullable(newest).map(Date::toLocalDate).filter(day::isBefore).isEmpty();
  }

  /** An unchanged file is not written again. */
  private void writeCsv(List<TopicCount> topics) {
    StringBuilder csv = new StringBuilder("topic,qty\n");
    topics.forEach(each -> csv.append(each.topic()).append(',').append(each.qty()).append('\n'));
    String path = LakeName.RESULT_CSV.lakeName();
    if (!lake.text(path).equals(Optional.of(csv.toString()))) {
      lake.write(path, csv.toString());
    }
  }

  private static long total(List<TopicCount> topics) {
    return topics.stream().mapToLong(TopicCount::qty).sum();
  }
}
