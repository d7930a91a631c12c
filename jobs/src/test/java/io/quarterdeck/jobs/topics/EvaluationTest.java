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
}
