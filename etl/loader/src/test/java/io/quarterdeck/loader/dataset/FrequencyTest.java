package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 6 1 1,4,7,10 ? | quarterly",
        "0 0 6 1 1/3 ? | quarterly",
        "0 0 6 LW JAN,APR,JUL,OCT ? | quarterly",
        "0 0 6 ? 2/3 MON#1 | quarterly",
        "0 0 6 1 * ? | monthly",
        "0 30 4 L * ? * | monthly",
        "0 0 6 15W */1 ? | monthly",
        "0 0 6 ? * 6L | monthly",
        "0 0 6 1 1,7 ? | half-yearly",
        "0 0 6 1 6/6 ? | half-yearly",
        "0 0 6 31 DEC ? | yearly",
        "0 0 6 ? * SUN | weekly",
        "0 0 6 ? * 2 | weekly",
        "0 0 6 * * ? | daily",
        "0 0 6 ? * * | daily",
        "0 5 * * * ? | hourly",
        "0 0 6 1 JAN-DEC ? | monthly",
        "0 0 6 1 1,2,3,4 ? | scheduled",
        "0 0 6 1 1-3 ? | scheduled",
        "0 0 6 1 NOV-FEB ? | scheduled",
        "0 0 6 1 1,4,7 ? | scheduled",
        "0 0 6 1,15 * ? | scheduled",
        "0 0 6 ? * MON-FRI | scheduled",
        "0 0 6,18 * * ? | scheduled",
        "0 0 6,18 1 * ? | scheduled",
        "0 0 * 1 * ? | scheduled",
        "0 0/5 14 * * ? | scheduled",
        "0 0 6 1 * ? 2027 | scheduled"
      })
  void theWordDescribesTheSchedule(String quartz, String word) {
    assertThat(QuartzExpression.problem(quartz)).isEmpty();
    assertThat(Frequency.of(Optional.of(new Schedule(quartz, "UTC"))).word()).isEqualTo(word);
  }

  @Test
  void withoutAScheduleTheWordIsOnDemand() {
    assertThat(Frequency.of(Optional.empty()).word()).isEqualTo("on-demand");
  }
}
