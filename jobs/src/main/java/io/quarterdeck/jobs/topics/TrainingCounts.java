package io.quarterdeck.jobs.topics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.quarterdeck.jobs.topics.Evaluation.Cell;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The numbers of questions of a training.
 *
 * @param training the number of questions in the training
 * @param heldOut the number of held-out questions
 * @param byLabel the number of questions in the training for each label that occurs
 * @param baseline the evaluation of the most frequent label as the prediction for each question
 */
record TrainingCounts(
    long training, long heldOut, Map<Integer, Long> byLabel, Evaluation baseline) {
  /** Counts questions by their labels. */
  static TrainingCounts of(Dataset<Row> training, Dataset<Row> heldOut, TopicLabels labels) {
    Map<Integer, Long> known = byLabel(training, labels);
    Map<Integer, Long> tested = byLabel(heldOut, labels);
    List<Integer> ranked =
        known.keySet().stream()
            .sorted(Comparator.comparing((Integer label) -> -known.get(label)))
            .toList();
    int majority = ranked.isEmpty() ? 0 : ranked.get(0);
    Evaluation baseline =
        new Evaluation(
            tested.entrySet().stream()
                .map(each -> new Cell(each.getKey(), majority, each.getValue()))
                .toList(),
            ranked.stream().limit(3).mapToLong(label -> tested.getOrDefault(label, 0L)).sum());
    return new TrainingCounts(sum(known), sum(tested), known, baseline);
  }

  /**
   * Returns the weight of a question of each label, with a mean of one over all questions.
   *
   * @param balance how much the weight falls with the number of the label's questions: 0 not at
   *     all, 1 inversely to the number
   */
  Map<Integer, Double> weights(double balance) {
    Map<Integer, Double> weights = new TreeMap<>();
    byLabel.forEach((label, questions) -> weights.put(label, Math.pow(questions, -balance)));
    double sum =
        weights.entrySet().stream().mapToDouble(w -> w.getValue() * byLabel.get(w.getKey())).sum();
    weights.replaceAll((label, weight) -> weight * training / sum);
    return weights;
  }

  /** Returns the most frequent tags, from the most frequent to the rarest. */
  static List<String> mostFrequentTags(Dataset<Row> questions, int number) {
    UDF1<String, List<String>> parse = tags -> TopicLabels.parse(tags).stream().distinct().toList();
    return questions
        .select(
            explode(udf(parse, DataTypes.createArrayType(DataTypes.StringType)).apply(col("tags")))
                .as("tag"))
        .groupBy("tag")
        .agg(count(lit(1)).as("questions"))
        .orderBy(col("questions").desc(), col("tag"))
        .limit(number)
        .select("tag")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Map<Integer, Long> byLabel(Dataset<Row> questions, TopicLabels labels) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (Row row :
        questions.groupBy(Predictions.label(labels)).agg(count(lit(1))).collectAsList()) {
      counts.put(row.getInt(0), row.getLong(1));
    }
    return counts;
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
