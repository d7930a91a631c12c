package io.quarterdeck.jobs.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarterdeck.jobs.topics.Evaluation.Cell;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Evaluation MIXED =
      new Evaluation(
          List.of(new Cell(0, 0, 6), new Cell(0, 1, 2), new Cell(1, 1, 1), new Cell(1, 0, 1)), 9);

  @Test
  void eachMetricHasItsOwnName() {
    assertThat(MIXED.accuracy()).isEqualTo(0.7);
    assertThat(MIXED.topThreeAccuracy()).isEqualTo(0.9);
    // F1 is 2*6/(8+7) for the first label and 2*1/(2+3) for the second.
    assertThat(MIXED.weightedF1()).isCloseTo((8 * 12.0 / 15 + 2 * 2.0 / 5) / 10, within(1e-12));
  }

  @Test
  void theBaselineOfALabelWithAThirdOfTheQuestionsHasTheF1OfTheReference() {
    Evaluation baseline = new Evaluation(List.of(new Cell(0, 0, 32), new Cell(1, 0, 68)), 100);
    assertThat(baseline.accuracy()).isEqualTo(0.32);
    assertThat(baseline.weightedF1()).isCloseTo(0.155, within(0.001));
  }

  @Test
  void aModelIsPublishedOnlyIfItBeatsTheBaselineAndTheCurrentModel() {
    Evaluation worse = new Evaluation(List.of(new Cell(0, 1, 5), new Cell(1, 1, 5)), 9);
    assertThat(Gate.decide(MIXED, worse, Optional.empty()).publish()).isTrue();
    assertThat(Gate.decide(MIXED, worse, Optional.of(worse)).publish()).isTrue();
    assertThat(Gate.decide(MIXED, worse, Optional.of(MIXED)))
        .isEqualTo(
            new Gate.Decision(
                false, "not better than the current model: weighted F1 0.7200, 0.7200"));
    assertThat(Gate.decide(worse, MIXED, Optional.empty()).publish()).isFalse();
  }

  @Test
  void aQuestionHasTheLabelOfItsMostFrequentTag() {
    TopicLabels labels = new TopicLabels(List.of("java", "c#"));
    assertThat(labels.index("<c#><java><spring>")).isZero();
    assertThat(labels.index("spring|c#")).isEqualTo(1);
    assertThat(labels.index("<spring>")).isEqualTo(2);
    assertThat(labels.index(null)).isEqualTo(2);
    assertThat(labels.name(2)).isEqualTo("other");
  }

  @Test
  void theDistanceOfWordsIsZeroForTheSameWordsAndOneForOtherWords() {
    WordShares one = new WordShares(Map.of("a", 0.5, "b", 0.5));
    assertThat(one.distance(one)).isZero();
    assertThat(one.distance(new WordShares(Map.of()))).isCloseTo(1, within(1e-9));
    assertThat(one.distance(new WordShares(Map.of("a", 0.6, "b", 0.4)))).isBetween(0.05, 0.2);
  }

  @Test
  void rareLabelsWeighMoreAndTheMeanWeightIsOne() {
    TrainingCounts counts = new TrainingCounts(100, 1, Map.of(0, 64L, 1, 36L), MIXED);
    Map<Integer, Double> weights = counts.weights(0.5);
    assertThat(weights.get(1) / weights.get(0)).isCloseTo(8.0 / 6, within(1e-9));
    assertThat(64 * weights.get(0) + 36 * weights.get(1)).isCloseTo(100, within(1e-9));
    assertThat(counts.weights(0)).isEqualTo(Map.of(0, 1.0, 1, 1.0));
  }

  @Test
  void aDriftBeyondChanceIsAnAlert() {
    assertThat(new Drift(1_000, 60_000, 0.32, 0.30, 400, 0.12).alert()).isEmpty();
    assertThat(new Drift(1_000, 60_000, 0.52, 0.30, 400, 0.12).alert())
        .hasValue(
            "52.0 % of the questions are other, and 30.0 % of the held-out questions; expected a"
                + " difference of at most 18.8");
    assertThat(new Drift(1_000, 60_000, 0.30, 0.30, 400, 0.30).alert())
        .hasValue("the words differ from the training by 0.300; expected at most 0.213");
    // The same differences on a day with few questions are chance.
    assertThat(new Drift(20, 1_200, 0.52, 0.30, 400, 0.30).alert()).isEmpty();
  }
}
