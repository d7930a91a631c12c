package io.quarterdeck.jobs.topics;

import java.util.Locale;
import java.util.Optional;

/**
 * The difference between the questions of a day and the training of the model.
 *
 * @param questions the number of questions
 * @param words the number of their words
 * @param otherShare the share of questions that the model assigns to {@code other}
 * @param trainingOtherShare that share of the held-out questions of the training
 * @param heldOut the number of these held-out questions
 * @param wordDistance the distance of the distributions of words, from 0 to 1
 */
public record Drift(
    long questions,
    long words,
    double otherShare,
    double trainingOtherShare,
    long heldOut,
    double wordDistance) {
  /** The difference of the shares of {@code other} that needs attention, beyond chance. */
  private static final double OTHER = 0.10;

  /** The number of standard errors that chance explains. */
  private static final double STANDARD_ERRORS = 3;

  /** The distance of words that needs attention, beyond chance. */
  private static final double WORDS = 0.20;

  /**
   * The expected square of the distance of a random sample, times its number of words. Measured
   * with samples of 50 to 345 of 1,721 real questions of StackOverflow: 243 to 316.
   */
  private static final double CHANCE = 320;

  /**
   * Returns why the model may not fit the questions any more, or empty if chance explains the
   * difference. A small day needs a larger difference than a large one.
   */
  public Optional<String> alert() {
    double mean = (otherShare * questions + trainingOtherShare * heldOut) / (questions + heldOut);
    double error = Math.sqrt(mean * (1 - mean) * (1.0 / questions + 1.0 / heldOut));
    double most = OTHER + STANDARD_ERRORS * error;
    if (Math.abs(otherShare - trainingOtherShare) > most) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%.1f %% of the questions are other, and %.1f %% of the held-out questions; expected a"
                  + " difference of at most %.1f",
              100 * otherShare,
              100 * trainingOtherShare,
              100 * most));
    }
    double farthest = Math.sqrt(WORDS * WORDS + CHANCE / Math.max(1, words));
    return wordDistance > farthest
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the words differ from the training by %.3f; expected at most %.3f",
                wordDistance,
                farthest))
        : Optional.empty();
  }
}
