package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuarterTest {
  @Test
  void quartersContinueInTheNextYear() {
    assertThat(Quarter.parse("2022Q3").to(Quarter.parse("2023Q1")))
        .extracting(Quarter::toString)
        .containsExactly("2022Q3", "2022Q4", "2023Q1");
    assertThat(Quarter.parse("2023Q1").to(Quarter.parse("2022Q4"))).isEmpty();
  }

  @Test
  void aQuarterHasThreeMonths() {
    assertThat(Quarter.parse("2026Q4").first()).isEqualTo(LocalDate.of(2026, 10, 1));
    assertThat(Quarter.parse("2026Q4").end()).isEqualTo(LocalDate.of(2027, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026", "2026Q5", "2026q1", "26Q1", "2026Q0", "0000Q1", ""})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Quarter.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no quarter; expected a year and a quarter, as in 2026Q3");
  }
}
