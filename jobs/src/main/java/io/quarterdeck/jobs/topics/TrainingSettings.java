package io.quarterdeck.jobs.topics;

import java.util.Map;

/**
 * The parameters of a training.
 *
 * @param topics the number of tags that the model distinguishes
 * @param vocabulary the maximum number of terms. With the topics, it bounds the number of
 *     coefficients
 * @param documents the number of questions in which a term must occur
 * @param iterations the maximum number of iterations of the regression
 * @param inverseRegularization the inverse of the strength of the regularization, relative to the
 *     number of questions: the parameter that scikit-learn calls C
 * @param balance how much rare labels count more: 0 gives each question the same weight, 1 gives
 *     each label the same weight ({@code class_weight="balanced"} of scikit-learn)
 */
public record TrainingSettings(
    int topics,
    int vocabulary,
    int documents,
    int iterations,
    double inverseRegularization,
    double balance) {
  /** The settings that the quality was measured with. */
  public static TrainingSettings of(int topics) {
    return new TrainingSettings(topics, 20_000, 2, 100, 5, 0.5);
  }

  /** Returns the parameters by name, for the lineage. */
  Map<String, String> byName() {
    return Map.of(
        "topics", String.valueOf(topics),
        "vocabulary", String.valueOf(vocabulary),
        "documents", String.valueOf(documents),
        "iterations", String.valueOf(iterations),
        "inverseRegularization", String.valueOf(inverseRegularization),
        "balance", String.valueOf(balance));
  }
}
