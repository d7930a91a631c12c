package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportFiguresTest {
  @Test
  void briefFiguresHaveThreeDigitsAndAUnit() {
    assertThat(
            Stream.of(
                    "0",
                    "0.00",
                    "0.5",
                    "42",
                    "999",
                    "-1234",
                    "29000000",
                    "999950",
                    "12345678901",
                    "1e12",
                    "-1.5e14",
                    "123e15",
                    "0.000012")
                .map(text -> Figures.brief(new BigDecimal(text))))
        .containsExactly(
            "0", "0", "0.5", "42", "999", "-1.23 k", "29.0 m", "1.00 m", "12.3 bn", "1.00 tn",
            "-150 tn", "1.23E17", "1.2E-5");
  }

  @Test
  void exactFiguresKeepEveryDigit() {
    assertThat(Figures.exact(new BigDecimal("-123456789012345678901.050")))
        .isEqualTo("-123,456,789,012,345,678,901.050");
    assertThat(Figures.exact(new BigDecimal("1E3"))).isEqualTo("1,000");
  }

  @Test
  void meansAreRoundedToTwoDigitsOrSixInAll() {
    assertThat(
            Stream.of("582113.1234567", "1821", "0.01234567", "0", "-2.5")
                .map(text -> Figures.rounded(new BigDecimal(text))))
        .containsExactly("582,113.12", "1,821.00", "0.0123457", "0.00", "-2.50");
  }

  @Test
  void durationsAreInSecondsAndLongOnesInMinutes() {
    assertThat(Figures.duration(Duration.ofMillis(1500))).isEqualTo("1.50 s");
    assertThat(Figures.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
  }

  @Test
  void anAxisHasNiceTicksAndZero() {
    assertThat(ticks("0", "214")).containsExactly("0", "50", "100", "150", "200", "250");
    assertThat(ticks("-0.3", "1.1")).containsExactly("-0.5", "0", "0.5", "1", "1.5");
    assertThat(ticks("-7000", "-10")).containsExactly("-8 k", "-6 k", "-4 k", "-2 k", "0");
    assertThat(ticks("3", "12")).containsExactly("0", "2.5", "5", "7.5", "10", "12.5");
    assertThat(ticks("0", "0")).containsExactly("0", "1");
  }

  private static Stream<String> ticks(String smallest, String biggest) {
    return Scale.of(new BigDecimal(smallest), new BigDecimal(biggest)).ticks().stream()
        .map(Figures::tick);
  }
}
