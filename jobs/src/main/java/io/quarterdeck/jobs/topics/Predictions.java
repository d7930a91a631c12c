package io.quarterdeck.jobs.topics;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.quarterdeck.jobs.topics.Evaluation.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * The predictions of a model.
 *
 * @param pipeline the model
 * @param labels the labels of the model
 */
record Predictions(PipelineModel pipeline, TopicLabels labels) {
  /** The column with the name of the predicted label. */
  static final String TOPIC = "topic";

  /** The column with the probability of the predicted label, from 0 to 1. */
  static final String SHARE = "probability";

  /** Adds the columns {@link #TOPIC} and {@link #SHARE} to the ids and days of questions. */
  Dataset<Row> of(Dataset<Row> questions) {
    TopicLabels names = labels;
    UDF1<Double, String> name = index -> names.name(index.intValue());
    return pipeline
        .transform(questions)
        .select(
            col("id"),
            col(Questions.DAY),
            udf(name, DataTypes.StringType).apply(col("prediction")).as(TOPIC),
            array_max(vector_to_array(col("probability"), "float64")).as(SHARE));
  }

  /** Returns the column with the label of a question. */
  static Column label(TopicLabels labels) {
    UDF1<String, Integer> label = labels::index;
    return udf(label, DataTypes.IntegerType).apply(col("tags"));
  }

  /**
   * Evaluates the predictions for questions. The labels are those of another model if that model is
   * the candidate: a label that the candidate does not have counts as {@link TopicLabels#OTHER}.
   *
   * @param truth the labels of the candidate
   */
  Evaluation evaluate(Dataset<Row> questions, TopicLabels truth) {
    TopicLabels own = labels;
    UDF1<Double, Integer> mapped = index -> truth.indexOfName(own.name(index.intValue()));
    UDF2<Vector, Integer, Boolean> amongThree =
        (probability, label) -> isAmongThree(probability, own, truth, label);
    List<Row> rows =
        pipeline
            .transform(questions)
            .select(
                label(truth).as("label"),
                udf(mapped, DataTypes.IntegerType).apply(col("prediction")).as("predicted"),
                col("probability"))
            .withColumn(
                "three",
                udf(amongThree, DataTypes.BooleanType).apply(col("probability"), col("label")))
            .groupBy("label", "predicted")
            .agg(count(lit(1)), count_if(col("three")))
            .orderBy("label", "predicted")
            .collectAsList();
    List<Cell> cells = new ArrayList<>();
    long three = 0;
    for (Row row : rows) {
      cells.add(new Cell(row.getInt(0), row.getInt(1), row.getLong(2)));
      three += row.getLong(3);
    }
    return new Evaluation(cells, three);
  }

  private static boolean isAmongThree(
      Vector probability, TopicLabels own, TopicLabels truth, int label) {
    return IntStream.range(0, probability.size())
        .boxed()
        .sorted((a, b) -> Double.compare(probability.apply(b), probability.apply(a)))
        .limit(3)
        .anyMatch(index -> truth.indexOfName(own.name(index)) == label);
  }
}
