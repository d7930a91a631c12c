package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Map<String, String> ON_MAIN =
      Map.of("Build.Reason", "IndividualCI", "Build.SourceBranch", "refs/heads/main");

  @Test
  void conditionForFailuresIsFalseAfterSuccess() {
    assertThat(Condition.holds("", ON_MAIN, true)).isTrue();
    assertThat(Condition.holds("", ON_MAIN, false)).isFalse();
  }

  @Test
  void variablesAreComparedWithoutCase() {
    String onMain =
        "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/Main'),"
            + " ne(variables['Build.Reason'], 'Schedule'))";

    assertThat(Condition.holds(onMain, ON_MAIN, true)).isTrue();
    assertThat(Condition.holds(onMain, ON_MAIN, false)).isFalse();
    assertThat(Condition.holds(onMain, Map.of("Build.Reason", "schedule"), true)).isFalse();
  }

  @Test
  void aStepMayRunAfterAFailure() {
    assertThat(Condition.holds("succeededOrFailed()", Map.of(), false)).isTrue();
  }

  @Test
  void unknownConditionsAreRefused() {
    for (String text : new String[] {"failed()", "and(succeeded(), ", "succeeded() or", "true"}) {
      assertThatThrownBy(() -> Condition.holds(text, Map.of(), true))
          .isInstanceOf(AssertionError.class)
          .hasMessage("the test does not support this condition: " + text);
    }
  }
}
