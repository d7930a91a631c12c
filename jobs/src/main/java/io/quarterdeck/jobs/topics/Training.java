package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.Evaluation.Cell;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.progress.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Trains a model of the topics of questions, compares it with the baseline and with the current
 * model on the same held-out questions, and publishes it if it is better than both.
 */
public final class Training {
  private static final String WEIGHT = "weight";

  private final LakeRoot lake;
  private final TrainingSettings settings;
  private final Progress progress;

  public Training(LakeRoot lake, TrainingSettings settings, Progress progress) {
    this.lake = lake;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * The result of a training.
   *
   * @param published whether the model is the current one
   * @param reason why, with the compared values
   * @param metrics the metrics on the held-out questions, by name
   * @param coefficients the number of coefficients
   */
  public record Trained(
      boolean published, String reason, Map<String, Double> metrics, long coefficients) {}

  /**
   * Trains a model.
   *
   * @param version the id of the run, which names the model
   * @throws Failure if there are too few questions, or the version was published already
   */
  public Trained run(String version) {
    ModelStore store = new ModelStore(lake);
    store.checkUnused(version);
    Questions questions = Questions.current(lake);
    progress.phase("Reading questions");
    Dataset<Row> all = questions.all().persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> heldOut = all.where(Questions.heldOut());
    Dataset<Row> training = all.where(not(Questions.heldOut()));
    try {
      TopicLabels labels =
          new TopicLabels(TrainingCounts.mostFrequentTags(training, settings.topics()));
      TrainingCounts counts = TrainingCounts.of(training, heldOut, labels);
      check(counts);
      progress.phase("Training");
      PipelineModel pipeline = fit(training, labels, counts);
      progress.phase("Evaluating");
      Evaluation candidate = new Predictions(pipeline, labels).evaluate(heldOut, labels);
      Optional<Evaluation> current =
          store
              .current()
              .map(
                  each ->
                      new Predictions(each.pipeline(), each.card().labels())
                          .evaluate(heldOut, labels));
      ModelCard card = card(version, questions, labels, counts, pipeline, candidate, training);
      return publish(store, card, pipeline, Gate.decide(candidate, counts.baseline(), current));
    } finally {
      all.unpersist();
    }
  }

  /**
   * Trains a model if none was published yet.
   *
   * @throws Failure as {@link #run} does
   */
  public void runFirst(String version) {
    if (new ModelStore(lake).published().isEmpty()) {
      progress.note("No model was published yet. The first one is trained now.");
      run(version);
    }
  }

  private Trained publish(
      ModelStore store, ModelCard card, PipelineModel pipeline, Gate.Decision decision) {
    progress.phase("Saving the model");
    store.save(card, pipeline);
    if (decision.publish()) {
      store.publish(card.version());
    }
    progress.note(
        "The model %s was %s: %s."
            .formatted(
                card.version(),
                decision.publish() ? "published" : "not published",
                decision.reason()));
    card.metrics()
        .forEach(
            (name, value) -> progress.note(String.format(Locale.ROOT, "%s: %.4f", name, value)));
    return new Trained(
        decision.publish(),
        decision.reason(),
        card.metrics(),
        (long) card.features() * card.labels().size());
  }

  private PipelineModel fit(Dataset<Row> training, TopicLabels labels, TrainingCounts counts) {
    CountVectorizerModel terms =
        new CountVectorizer()
            .setInputCol(Questions.TERMS)
            .setOutputCol("counts")
            .setVocabSize(settings.vocabulary())
            .setMinDF(settings.documents())
            .fit(training);
    Pipeline features =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  terms,
                  new IDF().setInputCol("counts").setOutputCol("weighted"),
                  new Normalizer().setInputCol("weighted").setOutputCol("features")
                });
    PipelineModel vectors = features.fit(training);
    Dataset<Row> rows =
        vectors
            .transform(training)
            .select(Predictions.label(labels).as("label"), col("features"))
            .withColumn(WEIGHT, weight(counts))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Pipeline()
          .setStages(new PipelineStage[] {vectors, regression(counts.training()).fit(rows)})
          .fit(training);
    } finally {
      rows.unpersist();
    }
  }

  private Column weight(TrainingCounts counts) {
    Map<Integer, Double> weights = counts.weights(settings.balance());
    UDF1<Integer, Double> weight = weights::get;
    return udf(weight, DataTypes.DoubleType).apply(col("label"));
  }

  /**
   * The penalty is that of scikit-learn: 1 / (C n) for the mean loss. Features are not
   * standardized, because standardization would weaken the penalty of rare terms.
   */
  private LogisticRegression regression(long number) {
    return new LogisticRegression()
        .setFamily("multinomial")
        .setWeightCol(WEIGHT)
        .setMaxIter(settings.iterations())
        .setRegParam(1 / (settings.inverseRegularization() * number))
        .setStandardization(false)
        .setTol(1e-4);
  }

  private static void check(TrainingCounts counts) {
    if (counts.byLabel().size() < 2 || counts.heldOut() == 0) {
      throw Failure.of(
          "Cannot train a model: found %d questions with %d labels, and %d held-out questions;"
              + " expected at least two labels and a held-out question. Ingest more days first.",
          counts.training(), counts.byLabel().size(), counts.heldOut());
    }
  }

  private ModelCard card(
      String version,
      Questions questions,
      TopicLabels labels,
      TrainingCounts counts,
      PipelineModel pipeline,
      Evaluation evaluation,
      Dataset<Row> training) {
    PipelineModel vectors = (PipelineModel) pipeline.stages()[0];
    return new ModelCard(
        version,
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        labels.tags(),
        questions.postsVersion(),
        questions.typesVersion(),
        ToolVersion.current() + " " + ToolVersion.revision(),
        lake.session().version(),
        settings.byName(),
        counts.training(),
        counts.heldOut(),
        ((CountVectorizerModel) vectors.stages()[0]).vocabulary().length,
        Map.of(
            "accuracy", evaluation.accuracy(),
            "weighted F1", evaluation.weightedF1(),
            "top-3 accuracy", evaluation.topThreeAccuracy(),
            "baseline accuracy", counts.baseline().accuracy(),
            "baseline weighted F1", counts.baseline().weightedF1()),
        List.<Cell>copyOf(evaluation.cells()),
        evaluation.predictedShare(labels.size() - 1),
        DayWords.mostFrequent(training).shares());
  }
}
