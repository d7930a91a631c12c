package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuartzExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 6 1 1,4,7,10 ?",
        "0 0/5 14,18 * * ?",
        "0 15 10 ? * MON-FRI",
        "0 15 10 L * ?",
        "0 15 10 L-2 * ?",
        "0 15 10 LW * ?",
        "0 15 10 15W * ?",
        "0 15 10 ? * 6L 2026-2030",
        "0 15 10 ? * FRI#3",
        "0 0 22-2 ? jan-dec sun",
        "*/10 * * ? * *"
      })
  void acceptsWhatQuartzAccepts(String expression) {
    assertThat(QuartzExpression.problem(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60 0 6 1 1 ?",
        "0 0 24 1 1 ?",
        "0 0 6 32 1 ?",
        "0 0 6 1 13 ?",
        "0 0 6 ? 1 8",
        "0 0 6 1, 1 ?",
        "0 0 6 L,1 1 ?",
        "0 0 6 ? 1 MON#6",
        "0 0/0 6 1 1 ?",
        "? 0 6 1 1 ?",
        "0 0 6 1 MON ?",
        "0 0 6 ? * ?",
        "0 0 6 1- 1 ?",
        "0 0 6 1 1 ? 1969"
      })
  void refusesWhatQuartzRefuses(String expression) {
    assertThat(QuartzExpression.problem(expression)).isPresent();
  }

  @Test
  void reportsWhatWasExpected() {
    assertThat(QuartzExpression.problem("0 6 * * *"))
        .contains(
            "6 or 7 fields: seconds, minutes, hours, day of month, month, day of week and perhaps"
                + " year");
    assertThat(QuartzExpression.problem("0 0 6 1 13 ?"))
        .contains("month from 1 to 12 or JAN-DEC, not '13'");
  }
}
