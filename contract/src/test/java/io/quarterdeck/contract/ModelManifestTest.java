package io.quarterdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.ModelManifest.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelManifestTest {
  private static final ModelManifest TWO = ModelManifest.first("a").promoted("b");

  @Test
  void aModelThatWasPublishedOnceIsNotShownAsNotPublished() {
    assertThat(TWO.state("a")).isEqualTo(State.EARLIER);
    ModelManifest back = TWO.previous().orElseThrow();
    assertThat(back).isEqualTo(new ModelManifest("a", List.of(), List.of("b")));
    assertThat(back.state("a")).isEqualTo(State.CURRENT);
    assertThat(back.state("b")).isEqualTo(State.ROLLED_BACK);
    assertThat(back.state("c")).isEqualTo(State.NOT_PUBLISHED);
    assertThat(back.previous()).isEmpty();
  }

  @Test
  void aRolledBackModelCanBePromotedAgainAndKeepsOneState() {
    ModelManifest again = TWO.previous().orElseThrow().promoted("b");
    assertThat(again).isEqualTo(new ModelManifest("b", List.of("a"), List.of()));
    assertThat(again.promoted("b")).isEqualTo(again);
    ModelManifest third = TWO.previous().orElseThrow().promoted("c");
    assertThat(third).isEqualTo(new ModelManifest("c", List.of("a"), List.of("b")));
    assertThat(third.previous().orElseThrow())
        .isEqualTo(new ModelManifest("a", List.of(), List.of("c", "b")));
  }

  @Test
  void theManifestOfAnEarlierReleaseHasNoRolledBackModels() {
    assertThat(new ModelManifest("a", null, null))
        .isEqualTo(new ModelManifest("a", List.of(), List.of()));
  }
}
