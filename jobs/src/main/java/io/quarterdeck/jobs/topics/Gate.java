package io.quarterdeck.jobs.topics;

import java.util.Locale;
import java.util.Optional;

/** Decides whether a new model is published. */
final class Gate {
  private Gate() {}

  /**
   * The decision.
   *
   * @param publish whether the model becomes the current one
   * @param reason the reason, with the compared values
   */
  record Decision(boolean publish, String reason) {}

  /**
   * Compares weighted F1 scores. All evaluations are of the same held-out questions and labels.
   *
   * @param candidate the new model
   * @param baseline the prediction of the most frequent label for each question
   * @param current the current model, if there is one
   */
  static Decision decide(Evaluation candidate, Evaluation baseline, Optional<Evaluation> current) {
    double f1 = candidate.weightedF1();
    if (f1 <= baseline.weightedF1()) {
      return decision(false, "not better than the baseline", f1, baseline.weightedF1());
    }
    if (current.isPresent() && f1 <= current.get().weightedF1()) {
      return decision(false, "not better than the current model", f1, current.get().weightedF1());
    }
    return current
        .map(each -> decision(true, "better than the current model", f1, each.weightedF1()))
        .orElseGet(() -> decision(true, "better than the baseline", f1, baseline.weightedF1()));
  }

  private static Decision decision(boolean publish, String reason, double f1, double other) {
    return new Decision(
        publish, String.format(Locale.ROOT, "%s: weighted F1 %.4f, %.4f", reason, f1, other));
  }
}
