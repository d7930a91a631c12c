package io.quarterdeck.local.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuartzScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 6 1 1,4,7,10 ? | UTC | 2026-02-14T12:00:00Z | 2026-04-01T06:00:00Z",
        "0 0 6 1 1,4,7,10 ? | UTC | 2026-04-01T05:59:59Z | 2026-04-01T06:00:00Z",
        "0 0 6 1 1,4,7,10 ? | UTC | 2026-04-01T06:00:00Z | 2026-07-01T06:00:00Z",
        "0 0 6 1 1,4,7,10 ? | UTC | 2026-10-01T06:00:00Z | 2027-01-01T06:00:00Z",
        "0 0 6 1 1,4,7,10 ? | Europe/Amsterdam | 2026-03-31T00:00:00Z | 2026-04-01T04:00:00Z",
        "0 0 6 1 1,4,7,10 ? | Pacific/Auckland | 2026-03-31T00:00:00Z | 2026-03-31T17:00:00Z",
        "0 0/5 14,18 * * ? | UTC | 2026-01-01T14:56:00Z | 2026-01-01T18:00:00Z",
        "0 15 10 ? * MON-FRI | UTC | 2026-01-02T10:15:00Z | 2026-01-05T10:15:00Z",
        "0 15 10 L * ? | UTC | 2028-02-01T00:00:00Z | 2028-02-29T10:15:00Z",
        "0 15 10 L-2 * ? | UTC | 2026-02-01T00:00:00Z | 2026-02-26T10:15:00Z",
        "0 15 10 LW * ? | UTC | 2026-02-01T00:00:00Z | 2026-02-27T10:15:00Z",
        "0 15 10 15W * ? | UTC | 2026-02-01T00:00:00Z | 2026-02-16T10:15:00Z",
        "0 15 10 1W * ? | UTC | 2026-07-31T23:00:00Z | 2026-08-03T10:15:00Z",
        "0 15 10 ? * 6L 2026-2030 | UTC | 2026-01-01T00:00:00Z | 2026-01-30T10:15:00Z",
        "0 15 10 ? * FRI#3 | UTC | 2026-01-01T00:00:00Z | 2026-01-16T10:15:00Z",
        "0 15 10 ? * L | UTC | 2026-01-01T00:00:00Z | 2026-01-03T10:15:00Z",
        "0 0 22-2 ? jan-dec sun | UTC | 2026-01-04T02:00:00Z | 2026-01-04T22:00:00Z",
        "*/10 * * ? * * | UTC | 2026-01-01T00:00:55Z | 2026-01-01T00:01:00Z",
        "0 30 2 29 3 ? | Europe/Amsterdam | 2026-01-01T00:00:00Z | 2027-03-29T00:30:00Z",
        "0 30 2 * * ? | Europe/Amsterdam | 2026-03-28T12:00:00Z | 2026-03-30T00:30:00Z",
        "0 30 2 25 10 ? | Europe/Amsterdam | 2026-01-01T00:00:00Z | 2026-10-25T01:30:00Z"
      })
  void firesNextAt(String expression, String zone, Instant after, Instant expected) {
    assertThat(new QuartzSchedule(expression, ZoneId.of(zone)).after(after)).contains(expected);
  }

  @Test
  void anExpressionForAPastYearNeverFires() {
    assertThat(
            new QuartzSchedule("0 0 6 1 1 ? 2025", ZoneId.of("UTC"))
                .after(Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void refusesAnExpressionThatQuartzRefuses() {
    assertThatThrownBy(() -> new QuartzSchedule("0 0 6 1 13 ?", ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the schedule: found '0 0 6 1 13 ?'; expected a Quartz expression. Fix it:"
                + " Month values must be between 1 and 12");
  }
}
