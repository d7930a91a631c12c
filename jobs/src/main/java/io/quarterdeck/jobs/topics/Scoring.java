package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.quarterdeck.contract.Days;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.DayTopics.TopicCount;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Assigns the questions of days to topics with the current model, and publishes the results ({@link
 * TopicTables}). All results are computed before the first table changes. The same days again give
 * the same rows.
 */
public final class Scoring {
  private final LakeRoot lake;
  private final Progress progress;

  public Scoring(LakeRoot lake, Progress progress) {
    this.lake = lake;
    this.progress = progress;
  }

  /**
   * Scores days.
   *
   * @return the results, in the order of the days
   * @throws Failure if there is no model, or no question of a day; nothing was changed then
   */
  public List<DayTopics> run(Days days) {
    ModelStore.Stored model =
        new ModelStore(lake)
            .current()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot score the questions of %s: found no published model; expected one."
                            + " Train a model first.",
                        days));
    progress.phase("Scoring the questions of " + days);
    Dataset<Row> questions =
        Questions.current(lake).of(days).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> predicted =
        new Predictions(model.pipeline(), model.card().labels())
            .of(questions)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<DayTopics> results =
          days.days().stream().map(day -> result(day, model.card(), questions, predicted)).toList();
      progress.phase("Publishing");
      new TopicTables(lake, model.card().version(), progress).replace(results, predicted);
      results.forEach(this::report);
      return results;
    } finally {
      predicted.unpersist();
      questions.unpersist();
    }
  }

  private static DayTopics result(
      LocalDate day, ModelCard card, Dataset<Row> questions, Dataset<Row> predicted) {
    List<TopicCount> topics =
        predicted
            .where(Questions.isOf(day))
            .groupBy(Predictions.TOPIC)
            .agg(count(lit(1)).as("qty"))
            .orderBy(col("qty").desc(), col(Predictions.TOPIC))
            .collectAsList()
            .stream()
            .map(row -> new TopicCount(row.getString(0), row.getLong(1)))
            .toList();
    if (topics.isEmpty()) {
      throw Failure.of(
          "Cannot score the questions of %s: found none; expected the day in silver. Nothing was"
              + " published. Ingest the day first.",
          day);
    }
    return new DayTopics(day, topics, drift(card, questions.where(Questions.isOf(day)), topics));
  }

  private static Drift drift(ModelCard card, Dataset<Row> questions, List<TopicCount> topics) {
    WordShares training = new WordShares(card.words());
    DayWords.Counted words = DayWords.of(questions, training.shares().keySet());
    long total = topics.stream().mapToLong(TopicCount::qty).sum();
    long other =
        topics.stream()
            .filter(each -> each.topic().equals(TopicLabels.OTHER))
            .mapToLong(TopicCount::qty)
            .sum();
    return new Drift(
        total,
        words.total(),
        (double) other / total,
        card.otherShare(),
        card.heldOutQuestions(),
        training.distance(words.shares()));
  }

  private void report(DayTopics result) {
    Drift drift = result.drift();
    progress.note(
        String.format(
            Locale.ROOT,
            "Drift of %s: %.1f %% of the questions are other (%.1f %% of the held-out questions),"
                + " word distance %.3f.",
            result.day(),
            100 * drift.otherShare(),
            100 * drift.trainingOtherShare(),
            drift.wordDistance()));
    drift
        .alert()
        .ifPresent(
            reason ->
                progress.note(
                    "The model may not fit the questions of %s any more: %s. Train a model:"
                            .formatted(result.day(), reason)
                        + " ./quarterdeck run --systems lakehouse --job train"));
  }
}
